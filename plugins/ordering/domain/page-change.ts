/** The name of the event, on Strapi's event hub and in webhooks. */
export const PAGE_CHANGED = 'page.changed';

/** What is remembered of a published page: enough to know whether it is another one now. */
export interface PageState {
  /** Null where the content type has one language. */
  readonly locale: string | null;
  /** Null where the content type has no slugs. */
  readonly slug: string | null;
  /** Of everything that the page shows, but for the button. */
  readonly digest: string;
}

/** A page that has to be built anew, or taken away. */
export interface ChangedPage {
  readonly contentType: string;
  readonly documentId: string;
  readonly locale: string | null;
  readonly change: 'published' | 'changed' | 'unpublished';
  /** Where it is now; null when it is gone. `path` is null too where no address is configured. */
  readonly slug: string | null;
  readonly path: string | null;
  /** Where it was; null when it is new. */
  readonly oldSlug: string | null;
  readonly oldPath: string | null;
}

/** What a site that is built ahead of time has to build anew after one change. */
export interface PageChanged {
  readonly event: typeof PAGE_CHANGED;
  /** When it was noticed, ISO 8601 in UTC. */
  readonly createdAt: string;
  readonly pages: readonly ChangedPage[];
}

/** Fills `{documentId}`, `{slug}` and `{locale}` of a page's address; an entry without a slug is found by its documentId. */
export const pathOf = (
  template: string | undefined,
  documentId: string,
  { slug, locale }: Pick<PageState, 'slug' | 'locale'>
): string | null =>
  template === undefined
    ? null
    : template.replace(/\{(documentId|slug|locale)\}/g, (_, name: string) =>
        encodeURIComponent(name === 'locale' ? (locale ?? '') : name === 'slug' ? (slug ?? documentId) : documentId)
      );

/** The pages of one document that are others now than they were; none where readers see the same. */
export const changedPages = (
  contentType: string,
  documentId: string,
  before: readonly PageState[],
  now: readonly PageState[],
  template: string | undefined
): ChangedPage[] => {
  const locales = [...new Set([...before, ...now].map(({ locale }) => locale))].sort();
  return locales.flatMap((locale): ChangedPage[] => {
    const old = before.find((page) => page.locale === locale);
    const page = now.find((one) => one.locale === locale);
    if (old && page && old.digest === page.digest && old.slug === page.slug) return [];
    return [
      {
        contentType,
        documentId,
        locale,
        change: old ? (page ? 'changed' : 'unpublished') : 'published',
        slug: page?.slug ?? null,
        path: page ? pathOf(template, documentId, page) : null,
        oldSlug: old?.slug ?? null,
        oldPath: old ? pathOf(template, documentId, old) : null,
      },
    ];
  });
};

/** What is no content of a page: made anew at each publication, or nobody's to read. */
const NOT_SHOWN = new Set(['id', 'createdAt', 'updatedAt', 'publishedAt', 'createdBy', 'updatedBy', 'localizations']);

/** A row as a comparable value: without what publishing makes anew, keys in order. */
export const shownOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shownOf);
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !NOT_SHOWN.has(name))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, shownOf(part)])
  );
};
