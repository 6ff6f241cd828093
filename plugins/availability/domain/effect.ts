import { present } from './action';
import { explain, type Explanation } from './decision';
import type { Catalogue, DocumentId, Locale, MaterialFacts, MaterialVersion, Settings, StockStatus } from './facts';
import type { Speaker } from './speech';

type VersionChange = Partial<Omit<MaterialVersion, 'locale' | 'status'>>;

/** What somebody is about to do to a material. */
export interface MaterialChange {
  /** A stock status: the edition that it is of, and what is written. */
  readonly stock?: {
    readonly edition: Locale | null;
    readonly changed: Partial<Omit<StockStatus, 'edition'>>;
  };
  /** A language is published with this; what all languages share holds in each that is published. */
  readonly publish?: {
    readonly locale: Locale;
    readonly changed: VersionChange;
    readonly shared?: VersionChange;
  };
  /** Languages that are taken off the site, or deleted. */
  readonly unpublish?: readonly Locale[];
}

const NEW_STATUS: Omit<StockStatus, 'edition'> = {
  availability: 'not-yet-available',
  quantity: null,
  lowStockAt: null,
  whenSoldOut: 'out-of-print',
  expectedOn: null,
  successor: null,
};

const NEW_VERSION: Omit<MaterialVersion, 'locale'> = {
  status: 'published',
  title: '',
  slug: null,
  pdf: null,
  pdfUrl: null,
  otherFiles: {},
  orderUrl: null,
  maxPerOrder: null,
};

const withStock = (
  editions: readonly StockStatus[],
  { edition, changed }: NonNullable<MaterialChange['stock']>
): StockStatus[] => {
  const before = editions.find((one) => one.edition === edition);
  return [...editions.filter((one) => one !== before), { ...NEW_STATUS, ...before, edition, ...changed }];
};

const withPublished = (
  versions: readonly MaterialVersion[],
  { locale, changed, shared = {} }: NonNullable<MaterialChange['publish']>
): MaterialVersion[] => {
  const before = versions.find((one) => one.locale === locale);
  const others = versions.filter((one) => one !== before).map((one) => ({ ...one, ...shared }));
  return [...others, { ...NEW_VERSION, ...before, ...changed, ...shared, locale }];
};

/** The published facts of a material as they would be after a change. */
export const withChange = (facts: MaterialFacts, { stock, publish, unpublish = [] }: MaterialChange): MaterialFacts => {
  const versions = publish ? withPublished(facts.versions, publish) : facts.versions;
  return {
    ...facts,
    editions: stock ? withStock(facts.editions, stock) : facts.editions,
    versions: versions.filter(({ locale }) => !unpublish.includes(locale)),
  };
};

/** A button's words and target; null where there is none. */
export interface Button {
  readonly label: string;
  readonly url: string;
}

/** What readers of one language get of a material. */
interface Seen {
  readonly button: Button | null;
  /** Where words lead that mention it; null where it cannot be seen. */
  readonly target: string | null;
  /** Its page in this very language; null where there is none. */
  readonly page: string | null;
}

/** What a change does to a material in one language. */
export interface Effect {
  readonly documentId: DocumentId;
  readonly locale: Locale;
  readonly before: Seen;
  readonly after: Seen;
  /** Its button gets other words or leads elsewhere. */
  readonly isButtonChanged: boolean;
  /** Words in texts that mention it lead elsewhere. */
  readonly isTargetChanged: boolean;
  /** Its own page has another address, or comes or goes. */
  readonly isPageChanged: boolean;
}

const seenIn = (explanation: Explanation | null, locale: Locale, speaker: Speaker): Seen => {
  if (!explanation) return { button: null, target: null, page: null };
  const { decision, facts } = explanation;
  const { label, url } = present(decision, speaker);
  return {
    button: label !== null && url !== null ? { label, url } : null,
    target: decision.url ?? decision.pageUrl,
    page: facts.version.locale === locale ? decision.pageUrl : null,
  };
};

/**
 * In which languages readers get something else of some materials.
 *
 * @param before what is known of them, and of those that take their places
 * @param after the same after the change
 */
export const effectsOf = (
  documentIds: readonly DocumentId[],
  before: Catalogue,
  after: Catalogue,
  settings: Settings,
  speaker: Speaker
): Effect[] =>
  documentIds.flatMap((documentId) =>
    settings.locales.flatMap((locale): Effect[] => {
      const ask = { documentId, locale, audience: 'public' } as const;
      const [was, will] = [before, after].map((facts) => seenIn(explain(ask, facts, settings), locale, speaker));
      if (!was || !will) return [];
      const isButtonChanged = was.button?.label !== will.button?.label || was.button?.url !== will.button?.url;
      const isTargetChanged = was.target !== will.target;
      const isPageChanged = was.page !== will.page;
      if (!isButtonChanged && !isTargetChanged && !isPageChanged) return [];
      return [{ documentId, locale, before: was, after: will, isButtonChanged, isTargetChanged, isPageChanged }];
    })
  );
