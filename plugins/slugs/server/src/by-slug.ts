import type { Context } from 'koa';

import { LONGEST_SLUG } from '../../domain/slug';
import { idsOfFormer } from './former-slugs';
import { defaultLocaleOf, neighboursOf, type Row, type Slugged, type Strapi } from './strapi';

interface Entry {
  readonly documentId: string;
  readonly slug: string | null;
  readonly locale: string | null;
}

interface Answer {
  readonly meta?: object;
}

/** The type's own controller, as the application has it. */
interface FindsOne {
  findOne(ctx: Context): Promise<Answer | undefined>;
}

/** How many characters of an unknown slug an answer repeats. */
const SHOWN = 60;

const localeFrom = async (strapi: Strapi, { isLocalised }: Slugged, asked: unknown): Promise<string | null> => {
  if (!isLocalised) return null;
  return asked === undefined || asked === ''
    ? defaultLocaleOf(strapi)
    : neighboursOf(strapi).requireLocale(String(asked));
};

/** The entry that has a slug now, or else had it once, in the first of the locales in which there is one. */
const findEntry = async (
  strapi: Strapi,
  type: Slugged,
  slug: string,
  locales: readonly (string | null)[],
  isDraft: boolean
): Promise<Entry | undefined> => {
  const status = type.hasDrafts ? { publishedAt: isDraft ? { $null: true } : { $notNull: true } } : {};
  const place = type.isLocalised ? { locale: { $in: locales } } : {};
  const find = async (where: object): Promise<Entry | undefined> => {
    const rows = (await strapi.db.query(type.uid).findMany({
      select: ['documentId', type.slug, ...(type.isLocalised ? ['locale'] : [])],
      where: { ...place, ...status, ...where },
      orderBy: { updatedAt: 'desc' },
    })) as Row[];
    const entries = rows.map((row) => ({
      documentId: String(row.documentId),
      slug: (row[type.slug] as string | null | undefined) ?? null,
      locale: (row.locale as string | null | undefined) ?? null,
    }));
    return locales.flatMap((one) => entries.find(({ locale }) => locale === one) ?? [])[0];
  };
  if (slug.length > LONGEST_SLUG) return undefined;
  const present = await find({ [type.slug]: slug });
  if (present) return present;
  const ids = await idsOfFormer(strapi, type, slug);
  return ids.length === 0 ? undefined : find({ id: { $in: ids } });
};

/**
 * Answers with the entry that has a slug, or had it once: `meta.canonicalSlug` is its present slug, so that a page can redirect. A present
 * slug goes before a former one. With `localeFallback=true`, a slug of another language on the fallback chain leads to the entry as well,
 * and the present slug is that of the language that is answered.
 */
export const createBySlug =
  (strapi: Strapi, type: Slugged) =>
  async (ctx: Context): Promise<unknown> => {
    const { query, state, params } = ctx;
    const neighbours = neighboursOf(strapi);
    neighbours.refuseUnpublic(state, query);
    const slug = String(params.slug);
    const locale = await localeFrom(strapi, type, query.locale);
    const isFallback = query.localeFallback === 'true' && locale !== null;
    const locales = isFallback ? await neighbours.fallbackChain(locale) : [locale];
    const isDraft = query.status === 'draft';
    const entry = await findEntry(strapi, type, slug, locales, isDraft);
    if (!entry) {
      return ctx.notFound(
        `Nothing is published under “${slug.slice(0, SHOWN)}”${locale === null ? '' : ` in “${locale}”`}.`
      );
    }

    params.id = entry.documentId;
    if (locale !== null) query.locale = locale;
    const controller = strapi.controller(type.uid as never) as unknown as FindsOne;
    const answer = await controller.findOne(ctx);
    if (!answer) return answer;
    const answered = isFallback
      ? await neighbours.chooseVersion(type.uid, entry.documentId, locale, isDraft ? 'draft' : 'published')
      : entry;
    return { ...answer, meta: { ...answer.meta, canonicalSlug: answered?.slug ?? null } };
  };
