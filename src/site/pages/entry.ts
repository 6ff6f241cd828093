import { Refusal, type Query } from '../api';
import type { Alternate, One } from '../entries';
import type { Page, Redirect, Visit } from '../view';
import { isSiteLocale, type SiteLocale } from '../words';
import { expiredPreview, missingEntry } from './missing';

/** A page that shows one entry of the content. */
interface EntryPage<Entry> {
  /** Where the API finds it by slug: `/materials/slug`. */
  readonly path: string;
  readonly query: Query;
  readonly addressOf: (locale: string, slug: string) => string;
  readonly draw: (visit: Visit, entry: Entry, isPreview: boolean) => Promise<Page>;
}

const BY_SLUG_OR_LESS = 400;

/** The draft that a preview link was made for. */
const previewed = async <Entry>(visit: Visit, pass: string, page: EntryPage<Entry>): Promise<Page> => {
  try {
    const { data } = await visit.api.read<One<Entry>>(`/preview/${encodeURIComponent(pass)}`);
    return { ...(await page.draw(visit, data, true)), isPreview: true, isPersonal: true };
  } catch (reason) {
    if (reason instanceof Refusal && reason.status === 403) return expiredPreview(visit.view);
    throw reason;
  }
};

/** The entry under its slug; under a former one, the way to the present one (308); else 404. */
export const entryPage =
  <Entry>(page: EntryPage<Entry>) =>
  async (visit: Visit, slug: string): Promise<Page | Redirect> => {
    const { view, api, preview } = visit;
    if (preview !== null) return previewed(visit, preview, page);
    const path = `${page.path}/${encodeURIComponent(slug)}`;
    let answer: One<Entry>;
    try {
      answer = await api.read<One<Entry>>(path, { ...page.query, alternates: true });
    } catch (reason) {
      if (!(reason instanceof Refusal) || (reason.status !== 404 && reason.status !== BY_SLUG_OR_LESS)) throw reason;
      return missingEntry(visit, path, (language) => page.addressOf(language, slug));
    }
    const present = answer.meta.canonicalSlug;
    if (present && present !== slug) return { kind: 'redirect', status: 308, to: page.addressOf(view.locale, present) };
    return page.draw(visit, answer.data, false);
  };

interface InLanguages {
  readonly locale: string;
  readonly slug: string | null;
  readonly alternates?: readonly Alternate[];
}

/** The languages of an entry and where it stands in them, its own included: a draft has no alternates. */
export const languagesOf = (
  { locale, slug, alternates = [] }: InLanguages,
  addressOf: EntryPage<never>['addressOf'],
  overview: (locale: SiteLocale) => string
): Pick<Page, 'inLanguage' | 'languages'> & { alternates: { locale: string; path: string }[] } => {
  const slugs = new Map(
    [{ locale, slug }, ...alternates].flatMap((each) =>
      each.slug && isSiteLocale(each.locale) ? [[each.locale, each.slug]] : []
    )
  );
  return {
    languages: new Set<string>(slugs.keys()),
    inLanguage: (language) => {
      const other = slugs.get(language);
      return other === undefined ? overview(language) : addressOf(language, other);
    },
    alternates: [...slugs].map(([language, other]) => ({ locale: language, path: addressOf(language, other) })),
  };
};
