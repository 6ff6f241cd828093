import { firstFree, formerSlugsAfter, isSlug, LONGEST_SLUG, slugFrom, stemOf } from '../../domain/slug';
import { refuse } from './refusal';
import { defaultLocaleOf, sluggedTypes, type Row, type Slugged, type Strapi } from './strapi';

interface DocumentContext {
  readonly uid: string;
  readonly action: string;
  readonly params: Row;
}

const text = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Rows of the same language: all, where the type has no languages. */
const inLocale = ({ isLocalised }: Slugged, locale: string): Row => (isLocalised ? { locale } : {});

/**
 * Gives every entry a slug in the spelling of its language, keeps slugs apart, and remembers the former ones.
 */
export const createSlugMiddleware = (strapi: Strapi) => {
  const types = new Map(sluggedTypes(strapi).map((type) => [type.uid, type]));

  /** The entry as it is edited now: its draft, or its only row where there are no drafts. */
  const storedEntry = async (type: Slugged, documentId: unknown, locale: string): Promise<Row | null> => {
    if (typeof documentId !== 'string') return null;
    const find = async (where: object): Promise<Row | null> =>
      (await strapi.db.query(type.uid).findOne({
        where: { documentId, ...inLocale(type, locale), ...where },
        populate: type.former === null ? [] : [type.former],
      })) as Row | null;
    return (type.hasDrafts ? await find({ publishedAt: { $null: true } }) : null) ?? find({});
  };

  const others = (documentId: unknown): Row => (documentId ? { documentId: { $ne: documentId } } : {});

  const takenSlugs = async (
    type: Slugged,
    slug: string,
    locale: string,
    documentId: unknown
  ): Promise<ReadonlySet<string>> => {
    const rows = (await strapi.db.query(type.uid).findMany({
      select: [type.slug],
      where: { ...inLocale(type, locale), [type.slug]: { $startsWith: stemOf(slug) }, ...others(documentId) },
    })) as Row[];
    return new Set(rows.map((row) => String(row[type.slug])));
  };

  /** One look into the index on slugs, however many entries there are. */
  const isTaken = async (type: Slugged, slug: string, locale: string, documentId: unknown): Promise<boolean> =>
    (await strapi.db.query(type.uid).findOne({
      select: ['id'],
      where: { ...inLocale(type, locale), [type.slug]: slug, ...others(documentId) },
    })) !== null;

  const requireFree = async (type: Slugged, asked: string, locale: string, documentId: unknown): Promise<void> => {
    if (asked.length > LONGEST_SLUG)
      refuse(strapi, type.slug, ({ long }) => long(type.slug, LONGEST_SLUG, asked.length));
    if (!isSlug(asked)) refuse(strapi, type.slug, ({ odd }) => odd(type.slug, slugFrom(asked, locale)));
    if (await isTaken(type, asked, locale, documentId)) {
      refuse(strapi, type.slug, ({ taken }) => taken(type.slug, asked));
    }
  };

  /**
   * Is this the slug of another language, under a title that would make another one? “Fill in from another language” brings it along. An
   * address that readers know already stays.
   */
  const isBorrowed = async (type: Slugged, params: Row, stored: Row | null, locale: string): Promise<boolean> => {
    const { documentId } = params;
    if (!type.isLocalised || typeof documentId !== 'string') return false;
    const data = params.data as Row;
    const asked = text(data[type.slug]);
    const title = text(data[type.from]);
    if (asked === null || title === null || slugFrom(title, locale) === asked) return false;
    const rows = (await strapi.db.query(type.uid).findMany({
      select: ['locale', 'publishedAt'],
      where: { documentId, [type.slug]: asked },
    })) as Row[];
    const isKnown =
      stored !== null && rows.some((row) => row.locale === locale && (!type.hasDrafts || row.publishedAt));
    return !isKnown && rows.some((row) => row.locale !== locale);
  };

  const chooseSlug = async (type: Slugged, params: Row, stored: Row | null, locale: string): Promise<string | null> => {
    const data = params.data as Row;
    const present = text(stored?.[type.slug]);
    const asked = data[type.slug] === undefined ? present : text(data[type.slug]);
    if (asked !== null) {
      if (asked !== present) await requireFree(type, asked, locale, params.documentId);
      return asked;
    }
    const title = text(data[type.from]) ?? text(stored?.[type.from]);
    if (title === null) return null; // a draft without a title: its slug comes with the title
    const wished = slugFrom(title, locale);
    return firstFree(wished, await takenSlugs(type, wished, locale, params.documentId));
  };

  const withFormerSlugs = (type: Slugged, data: Row, stored: Row | null, slug: string): void => {
    const { former: attribute } = type;
    if (attribute === null) return;
    const written = data[attribute];
    const list = (Array.isArray(written) ? written : (stored?.[attribute] ?? [])) as Row[];
    const known = list.filter((entry) => text(entry?.slug) !== null);
    const before = text(stored?.[type.slug]);
    const former = formerSlugsAfter(
      known.map((entry) => String(entry.slug)),
      before === slug ? null : before,
      slug
    );
    const isUnchanged = former.length === known.length && former.every((name, index) => name === known[index]?.slug);
    if (isUnchanged && written === undefined) return;
    data[attribute] = former.map((name) => {
      const old = known.find((entry) => entry.slug === name);
      return old?.id === undefined ? { slug: name } : { id: old.id, slug: name };
    });
  };

  /** Copies get slugs of their own: two pages cannot have one address. */
  const renameCopies = async (type: Slugged, answer: unknown): Promise<void> => {
    const entries = (answer as { entries?: Row[] } | null)?.entries ?? [];
    for (const entry of entries) {
      const slug = text(entry[type.slug]);
      if (slug === null) continue;
      const own = firstFree(slug, await takenSlugs(type, slug, String(entry.locale), entry.documentId));
      await strapi.db.query(type.uid).update({ where: { id: entry.id }, data: { [type.slug]: own } });
      entry[type.slug] = own;
    }
  };

  /**
   * Looks for a free slug and takes it, one after the other for a content type: two entries that are made at the same moment would
   * both find the same slug free. SQLite has one transaction at a time anyway.
   */
  const inTurn = <Result>({ uid }: Slugged, work: () => Promise<Result>): Promise<Result> =>
    strapi.db.transaction(async ({ trx }) => {
      if (strapi.db.dialect.client === 'postgres') {
        await trx.raw('SELECT pg_advisory_xact_lock(hashtext(?))', [`slugs of ${uid}`]);
      }
      return work();
    }) as Promise<Result>;

  const keepsSlug = ({ slug }: Slugged, data: Row, stored: Row | null): boolean => {
    const present = text(stored?.[slug]);
    return present !== null && (data[slug] === undefined || text(data[slug]) === present);
  };

  const clone = (type: Slugged, params: Row, next: () => Promise<unknown>): Promise<unknown> => {
    if (type.former !== null) params.data = { ...(params.data as Row | undefined), [type.former]: [] };
    return inTurn(type, async () => {
      const answer = await next();
      await renameCopies(type, answer);
      return answer;
    });
  };

  return async ({ uid, action, params }: DocumentContext, next: () => Promise<unknown>): Promise<unknown> => {
    const type = types.get(uid);
    if (!type) return next();
    if (action === 'clone') return clone(type, params, next);
    if ((action !== 'create' && action !== 'update') || !isRow(params.data)) return next();

    const { data } = params;
    const locale = text(params.locale) ?? (await defaultLocaleOf(strapi));
    const stored = await storedEntry(type, params.documentId, locale);
    if (await isBorrowed(type, params, stored, locale)) data[type.slug] = null;
    const withSlug = async (): Promise<unknown> => {
      const slug = await chooseSlug(type, params, stored, locale);
      if (slug !== null) {
        data[type.slug] = slug;
        withFormerSlugs(type, data, stored, slug);
      }
      return next();
    };
    return keepsSlug(type, data, stored) ? withSlug() : inTurn(type, withSlug);
  };
};
