import type { Context } from 'koa';

import { defaultLocaleOf, requireLocale } from '../locales/site-locales';
import { LONGEST_SLUG } from './domain/slug';

interface Entry {
  readonly documentId: string;
  readonly slug: string;
}

interface CoreController {
  findOne(ctx: Context): Promise<{ meta?: object } | undefined>;
}

const localeFrom = (asked: unknown): Promise<string> =>
  asked === undefined || asked === '' ? defaultLocaleOf(strapi) : requireLocale(strapi, asked);

/**
 * Answers with the entry that has a slug, or had it once: `meta.canonicalSlug` is its present slug, so that a page can
 * redirect. A present slug goes before a former one.
 */
export const findBySlug = (uid: string) =>
  async function (this: CoreController, ctx: Context): Promise<unknown> {
    const slug = String(ctx.params.slug);
    const locale = await localeFrom(ctx.query.locale);
    const status =
      ctx.query.status === 'draft' ? { publishedAt: { $null: true } } : { publishedAt: { $notNull: true } };
    const find = (where: object): Promise<Entry | null> =>
      strapi.db.query(uid).findOne({
        select: ['documentId', 'slug'],
        where: { locale, ...status, ...where },
        orderBy: { updatedAt: 'desc' },
      });

    const entry =
      slug.length > LONGEST_SLUG ? null : ((await find({ slug })) ?? (await find({ formerSlugs: { slug } })));
    if (!entry) return ctx.notFound(`Nothing is published under “${slug.slice(0, 60)}” in “${locale}”.`);

    ctx.params.id = entry.documentId;
    ctx.query.locale = locale;
    const answer = await this.findOne(ctx);
    return answer && { ...answer, meta: { ...answer.meta, canonicalSlug: entry.slug } };
  };
