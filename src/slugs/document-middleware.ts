import type { Core, UID } from '@strapi/strapi';

import { refuse } from '../editors/refusal';
import { defaultLocaleOf } from '../locales/site-locales';
import { firstFree, formerSlugsAfter, isSlug, LONGEST_SLUG, slugFrom } from './domain/slug';

/** Content types with slugs, and the attribute that a slug is made from. */
const SOURCES: Readonly<Record<string, string>> = {
  'api::material.material': 'title',
  'api::news-article.news-article': 'title',
  'api::topic.topic': 'name',
};

type Row = Record<string, unknown>;

interface DocumentContext {
  readonly uid: string;
  readonly action: string;
  readonly params: Row;
}

const text = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

/**
 * Gives every entry a slug in the spelling of its language, keeps slugs apart, and remembers the former ones.
 */
export const createSlugMiddleware = (strapi: Core.Strapi) => {
  const hasFormerSlugs = (uid: string): boolean =>
    'formerSlugs' in (strapi.contentTypes[uid as UID.ContentType]?.attributes ?? {});

  const localeOf = async ({ params }: DocumentContext): Promise<string> =>
    text(params.locale) ?? (await defaultLocaleOf(strapi));

  /** The entry as it is edited now: its draft, or its only row where there are no drafts. */
  const storedEntry = async (uid: string, documentId: unknown, locale: string): Promise<Row | null> => {
    if (typeof documentId !== 'string') return null;
    const find = async (where: object): Promise<Row | null> =>
      (await strapi.db.query(uid).findOne({
        where: { documentId, locale, ...where },
        populate: hasFormerSlugs(uid) ? ['formerSlugs'] : [],
      })) as Row | null;
    return (await find({ publishedAt: { $null: true } })) ?? find({});
  };

  const takenSlugs = async (uid: string, slug: string, locale: string, documentId: unknown): Promise<Set<string>> => {
    const rows = (await strapi.db.query(uid).findMany({
      select: ['slug'],
      where: { locale, slug: { $startsWith: slug }, ...(documentId ? { documentId: { $ne: documentId } } : {}) },
    })) as { slug: string }[];
    return new Set(rows.map((row) => row.slug));
  };

  /** One look into the index on slugs, however many entries there are. */
  const isTaken = async (uid: string, slug: string, locale: string, documentId: unknown): Promise<boolean> =>
    (await strapi.db.query(uid).findOne({
      select: ['id'],
      where: { locale, slug, ...(documentId ? { documentId: { $ne: documentId } } : {}) },
    })) !== null;

  const chooseSlug = async (context: DocumentContext, stored: Row | null, locale: string): Promise<string | null> => {
    const { uid, params } = context;
    const data = params.data as Row;
    const present = text(stored?.slug);
    const asked = data.slug === undefined ? present : text(data.slug);

    if (asked !== null) {
      if (asked === present) return asked;
      if (!isSlug(asked)) {
        refuse(strapi, 'slug', (words) =>
          asked.length > LONGEST_SLUG
            ? words.longSlug(LONGEST_SLUG, asked.length)
            : words.oddSlug(slugFrom(asked, locale))
        );
      }
      if (await isTaken(uid, asked, locale, params.documentId)) {
        refuse(strapi, 'slug', (words) => words.takenSlug(asked));
      }
      return asked;
    }
    const source = SOURCES[uid] ?? 'title';
    const title = text(data[source]) ?? text(stored?.[source]);
    if (title === null) return null; // a draft without a title: its slug comes with the title
    const wished = slugFrom(title, locale);
    return firstFree(wished, await takenSlugs(uid, wished, locale, params.documentId));
  };

  const withFormerSlugs = (data: Row, stored: Row | null, slug: string): void => {
    const list = Array.isArray(data.formerSlugs)
      ? data.formerSlugs
      : ((stored?.formerSlugs as Row[] | undefined) ?? []);
    const known = (list as Row[]).filter((entry) => text(entry?.slug) !== null);
    const before = text(stored?.slug);
    const former = formerSlugsAfter(
      known.map((entry) => String(entry.slug)),
      before === slug ? null : before,
      slug
    );
    const unchanged = former.length === known.length && former.every((name, index) => name === known[index]?.slug);
    if (unchanged && data.formerSlugs === undefined) return;
    data.formerSlugs = former.map((name) => {
      const old = known.find((entry) => entry.slug === name);
      return old?.id === undefined ? { slug: name } : { id: old.id, slug: name };
    });
  };

  /** Copies get slugs of their own: two pages cannot have one address. */
  const renameCopies = async (uid: string, answer: unknown): Promise<void> => {
    const entries = (answer as { entries?: Row[] } | null)?.entries ?? [];
    for (const entry of entries) {
      const slug = text(entry.slug);
      if (slug === null) continue;
      const own = firstFree(slug, await takenSlugs(uid, slug, String(entry.locale), entry.documentId));
      await strapi.db.query(uid).update({ where: { id: entry.id }, data: { slug: own } });
      entry.slug = own;
    }
  };

  /**
   * Looks for a free slug and takes it, one after the other for a content type: two entries that are made at the same moment would
   * both find the same slug free. SQLite has one transaction at a time anyway.
   */
  const inTurn = <Result>(uid: string, work: () => Promise<Result>): Promise<Result> =>
    strapi.db.transaction(async ({ trx }) => {
      if (strapi.db.dialect.client === 'postgres') {
        await trx.raw('SELECT pg_advisory_xact_lock(hashtext(?))', [`slugs of ${uid}`]);
      }
      return work();
    }) as Promise<Result>;

  const keepsSlug = (data: Row, stored: Row | null): boolean => {
    const present = text(stored?.slug);
    return present !== null && (data.slug === undefined || text(data.slug) === present);
  };

  return async (context: DocumentContext, next: () => Promise<unknown>): Promise<unknown> => {
    const { uid, action, params } = context;
    if (!(uid in SOURCES)) return next();
    if (action === 'clone') {
      if (hasFormerSlugs(uid)) params.data = { ...(params.data as Row | undefined), formerSlugs: [] };
      return inTurn(uid, async () => {
        const answer = await next();
        await renameCopies(uid, answer);
        return answer;
      });
    }
    if ((action !== 'create' && action !== 'update') || typeof params.data !== 'object' || params.data === null)
      return next();

    const data = params.data as Row;
    const locale = await localeOf(context);
    const stored = await storedEntry(uid, params.documentId, locale);
    const withSlug = async (): Promise<unknown> => {
      const slug = await chooseSlug(context, stored, locale);
      if (slug !== null) {
        data.slug = slug;
        if (hasFormerSlugs(uid)) withFormerSlugs(data, stored, slug);
      }
      return next();
    };
    return keepsSlug(data, stored) ? withSlug() : inTurn(uid, withSlug);
  };
};
