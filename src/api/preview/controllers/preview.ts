import type { UID } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import { draftOrPublished, previewKey, previewSettings } from '../../../preview/address';
import { readPass } from '../../../preview/pass';

const PICTURE = { fields: ['url', 'alternativeText', 'width', 'height', 'formats'] };
const CARD = {
  fields: ['title', 'subtitle', 'slug', 'publishedOn', 'pages', 'locale'],
  populate: { cover: PICTURE },
};
const TOPICS = { fields: ['name'] };

/** What a page shows of an entry; of a type that only another site has a page for, whatever stands in it itself. Fixed here, so that a pass for one draft opens no way to others. */
const SHOWN: Readonly<Record<string, object>> = {
  'api::material.material': { cover: PICTURE, authors: true, publishers: true, topics: TOPICS },
  'api::news-article.news-article': {
    image: PICTURE,
    materials: CARD,
    topics: TOPICS,
    boxes: { on: { 'news.material-box': { populate: { materials: CARD } }, 'news.text-box': true } },
  },
};

export default {
  /** `GET /api/preview/:pass`: the one draft that a preview link was made for, as the slug routes answer. */
  async findOne(ctx: Context): Promise<void> {
    ctx.set('Cache-Control', 'no-store');
    ctx.set('X-Robots-Tag', 'noindex');
    const pass = readPass(String(ctx.params.pass), previewKey(), Date.now());
    if (!pass || !(pass.uid in previewSettings().pages)) {
      throw new errors.PolicyError(
        'This preview link has expired or is not whole. Open the preview in the admin again.'
      );
    }
    const { uid, documentId, locale } = pass;
    const entry = await draftOrPublished<object>(uid, {
      documentId,
      ...(locale ? { locale } : {}),
      populate: SHOWN[uid] ?? '*',
    });
    if (!entry) throw new errors.NotFoundError('This draft is not there any more.');
    const data = (await strapi.contentAPI.sanitize.output(entry, strapi.contentType(uid as UID.ContentType), {
      auth: ctx.state.auth,
    } as never)) as { slug?: string };
    ctx.body = { data, meta: { canonicalSlug: data.slug ?? null, isPreview: true } };
  },
};
