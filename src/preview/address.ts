import { createHmac } from 'node:crypto';

import type { UID } from '@strapi/strapi';

import { secret } from '../setup/secret';
import { pageOf } from '../site/addresses';
import { PREVIEW_LASTS, signPass } from './pass';

/** The pages of the reading site, by the content type that they show. */
const PREVIEWED: Readonly<Record<string, (locale: string, slug: string) => string>> = {
  'api::material.material': pageOf.material,
  'api::news-article.news-article': pageOf.article,
};

/** A key of its own, made from a secret that is there anyway: a preview link is no way to log in. */
export const previewKey = (): string =>
  createHmac('sha256', secret('ADMIN_JWT_SECRET')).update('inprint preview').digest('hex');

interface Asked {
  readonly documentId?: string;
  readonly locale?: string | null;
  /** `published` for what readers see; everything else is the draft. */
  readonly status?: string;
}

/**
 * Where the admin's preview leads: the page that readers get, and for drafts the same page with a pass for this one draft.
 *
 * @returns undefined where there is no such page, or nothing that this person may read
 */
export const previewAddress = async (
  uid: string,
  { documentId, locale, status }: Asked
): Promise<string | undefined> => {
  const page = PREVIEWED[uid];
  const ctx = strapi.requestContext.get();
  if (!page || !documentId || !ctx) return undefined;
  const checker = strapi
    .plugin('content-manager')
    .service('permission-checker')
    .create({ userAbility: ctx.state.userAbility, model: uid }) as { can: { read: (entry: object) => boolean } };
  const entry = (await strapi.documents(uid as UID.ContentType).findOne({
    documentId,
    ...(locale ? { locale } : {}),
    status: status === 'published' ? 'published' : 'draft',
    populate: ['createdBy'],
  } as never)) as { slug?: string | null; locale: string } | null;
  if (!entry?.slug || !checker.can.read(entry)) return undefined;

  const origin = (strapi.config.get('server.url') as string) || ctx.origin;
  const address = new URL(page(entry.locale, entry.slug), origin);
  if (status !== 'published') {
    const pass = { uid, documentId, locale: entry.locale, expiresAt: Date.now() + PREVIEW_LASTS };
    address.searchParams.set('preview', signPass(pass, previewKey()));
  }
  return address.href;
};
