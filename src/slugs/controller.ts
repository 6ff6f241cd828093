import type { Context } from 'koa';

import { defaultLocaleOf, requireLocale } from '../locales/site-locales';
import { requirePublished } from '../readers/published-only';
import { LONGEST_SLUG } from './domain/slug';
import { idsOfFormer } from './former-slugs';

interface Entry {
  readonly documentId: string;
  readonly slug: string | null;
  readonly locale: string;
}

interface VersionsService {
  readonly choose: (uid: string, documentId: string, locale: string, status: string) => Promise<Entry | null>;
}

interface SettingsService {
  readonly fallbackChain: (locale: string) => Promise<readonly string[]>;
}

interface CoreController {
  findOne(ctx: Context): Promise<{ meta?: object } | undefined>;
}

/** The locales in which an entry may have the slug: with `localeFallback=true` also those that are fallen back to. */
const localesFor = async (locale: string, fallback: boolean): Promise<readonly string[]> =>
  fallback ? (strapi.plugin('availability').service('settings') as SettingsService).fallbackChain(locale) : [locale];

const localeFrom = (asked: unknown): Promise<string> =>
  asked === undefined || asked === '' ? defaultLocaleOf(strapi) : requireLocale(strapi, asked);

/**
 * Answers with the entry that has a slug, or had it once: `meta.canonicalSlug` is its present slug, so that a page can
 * redirect. A present slug goes before a former one. With `localeFallback=true`, a slug of another language on the fallback chain
 * leads to the entry as well, and the present slug is that of the language that is answered.
 */
export const findBySlug = (uid: string) =>
  async function (this: CoreController, ctx: Context): Promise<unknown> {
    requirePublished(ctx.state, ctx.query);
    const slug = String(ctx.params.slug);
    const locale = await localeFrom(ctx.query.locale);
    const isFallback = ctx.query.localeFallback === 'true';
    const locales = await localesFor(locale, isFallback);
    const isDraft = ctx.query.status === 'draft';
    const status = { publishedAt: isDraft ? { $null: true } : { $notNull: true } };
    const find = async (where: object): Promise<Entry | undefined> => {
      const entries = (await strapi.db.query(uid).findMany({
        select: ['documentId', 'slug', 'locale'],
        where: { locale: { $in: locales }, ...status, ...where },
        orderBy: { updatedAt: 'desc' },
      })) as Entry[];
      return locales.flatMap((one) => entries.find((entry) => entry.locale === one) ?? [])[0];
    };

    const findFormer = async (): Promise<Entry | undefined> => {
      const ids = await idsOfFormer(strapi, uid, slug);
      return ids.length === 0 ? undefined : find({ id: { $in: ids } });
    };
    const entry = slug.length > LONGEST_SLUG ? undefined : ((await find({ slug })) ?? (await findFormer()));
    if (!entry) return ctx.notFound(`Nothing is published under “${slug.slice(0, 60)}” in “${locale}”.`);

    ctx.params.id = entry.documentId;
    ctx.query.locale = locale;
    const answer = await this.findOne(ctx);
    if (!answer) return answer;
    const answered = isFallback
      ? await (strapi.plugin('translation-desk').service('versions') as VersionsService).choose(
          uid,
          entry.documentId,
          locale,
          isDraft ? 'draft' : 'published'
        )
      : entry;
    return { ...answer, meta: { ...answer.meta, canonicalSlug: answered?.slug ?? null } };
  };
