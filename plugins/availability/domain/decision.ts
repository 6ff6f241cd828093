import { isAwaited, isOrderable, onixCodeOf, schemaOrgOf, type Availability, type OnixCode } from './availability';
import { chooseEdition, isLowStock, stateOf } from './edition';
import type { Ask, Catalogue, Day, DocumentId, Locale, MaterialVersion, Settings, StockStatus } from './facts';
import { fallbackChain } from './locale';
import { chooseOtherFiles, choosePdf, chooseVersion, visibleVersions, type OfferedFile, type OtherFile } from './pdf';
import { findSuccessor, type Successor } from './successor';
import { fillUrl, safeUrlOrNull, wholeUrl } from './url';

/** What a reader can do about a material now. */
export type ActionType = 'order' | 'download' | 'successor' | 'announce' | 'none';

/** The lines of the design's second table, by name. */
export type RuleName = 'withdrawn' | 'replaced' | 'orderable' | 'pdf' | 'expected' | 'nothing';

/** What the rules look at: the facts of one material as one audience sees them in one language. */
export interface FactsSeen {
  readonly version: MaterialVersion;
  readonly edition: StockStatus | null;
  /** Null where the material has no stock status. */
  readonly state: Availability | null;
  readonly pdf: OfferedFile | null;
  readonly otherFiles: readonly OtherFile[];
  readonly successor: Successor | null;
  readonly fallbackChain: readonly Locale[];
}

/** The outcome of the rules, before it is put into words. */
export interface Decision {
  readonly documentId: DocumentId;
  readonly locale: Locale;
  readonly rule: RuleName;
  readonly type: ActionType;
  readonly title: string;
  /** Where the button leads; null for `announce` and `none`. */
  readonly url: string | null;
  /** The material's own page: where a mention leads when there is no target. */
  readonly pageUrl: string;
  readonly availability: Availability | null;
  readonly onixCode: OnixCode | null;
  readonly schemaOrg: string | null;
  readonly lowStock: boolean;
  readonly expectedOn: Day | null;
  /** The expected day has passed. */
  readonly isLate: boolean;
  readonly maxPerOrder: number | null;
  readonly file: OfferedFile | null;
  /** The same publication in other forms; none where a recalled text is held back. */
  readonly otherFiles: readonly OtherFile[];
  readonly successor: { readonly documentId: DocumentId; readonly slug: string | null; readonly title: string } | null;
  /** Readers may leave an address and are told when copies come. */
  readonly waitlist: boolean;
}

interface Outcome {
  readonly type: ActionType;
  readonly url: string | null;
  /** A recalled text is not handed out: only `withdrawn` holds the file back. */
  readonly withholdsFile?: true;
}

interface Rule {
  readonly name: RuleName;
  readonly applies: (facts: FactsSeen) => boolean;
  readonly outcome: (facts: FactsSeen, ask: Ask, settings: Settings) => Outcome;
}

/** The address of a material's page on the reading site, in the language of the row that speaks for it. */
const pageUrlOf = (documentId: DocumentId, { slug, locale }: MaterialVersion, settings: Settings): string =>
  wholeUrl(fillUrl(settings.pages.material, { documentId, slug: slug ?? documentId, locale }), settings.origins.pages);

const orderUrlOf = ({ orderUrl }: MaterialVersion, { documentId, locale }: Ask, { pages, origins }: Settings): string =>
  wholeUrl(safeUrlOrNull(orderUrl) ?? fillUrl(pages.order, { documentId, locale }), origins.pages);

/** A page that shows the file need not stand where the file lies. */
const wholeFile = (file: OfferedFile, { origins }: Settings): OfferedFile => ({
  ...file,
  url: wholeUrl(file.url, origins.files),
});

/**
 * The action, first line that applies: the second table of the design.
 */
const RULES: readonly Rule[] = [
  {
    name: 'withdrawn',
    applies: ({ state }) => state === 'withdrawn',
    outcome: () => ({ type: 'none', url: null, withholdsFile: true }),
  },
  {
    name: 'replaced',
    applies: ({ state, successor }) => state === 'replaced' && successor !== null,
    outcome: ({ successor }, _ask, settings) => ({
      type: 'successor',
      url: successor && pageUrlOf(successor.documentId, successor.version, settings),
    }),
  },
  {
    name: 'orderable',
    applies: ({ state }) => state !== null && isOrderable(state),
    outcome: ({ version }, ask, settings) => ({ type: 'order', url: orderUrlOf(version, ask, settings) }),
  },
  {
    name: 'pdf',
    applies: ({ pdf }) => pdf !== null,
    outcome: ({ pdf }) => ({ type: 'download', url: pdf && pdf.url }),
  },
  {
    name: 'expected',
    applies: ({ edition }) => edition !== null && edition.expectedOn !== null,
    outcome: () => ({ type: 'announce', url: null }),
  },
  {
    name: 'nothing',
    applies: () => true,
    outcome: () => ({ type: 'none', url: null }),
  },
];

const seeFacts = (ask: Ask, catalogue: Catalogue, settings: Settings): FactsSeen | null => {
  const material = catalogue.get(ask.documentId);
  if (!material) return null;
  const visible = visibleVersions(material.versions, ask.audience);
  const version = chooseVersion(visible, ask.locale, settings);
  if (!version) return null;
  const edition = chooseEdition(material.editions, ask.locale);
  const pdf = choosePdf(visible, material.editions, ask.locale, settings);
  const otherFiles = chooseOtherFiles(visible, material.editions, ask.locale, settings);
  return {
    version,
    edition,
    state: edition && stateOf(edition),
    pdf: pdf && wholeFile(pdf, settings),
    otherFiles: otherFiles.map(({ kind, file }) => ({ kind, file: wholeFile(file, settings) })),
    successor: findSuccessor(ask, catalogue, settings),
    fallbackChain: fallbackChain(ask.locale, settings),
  };
};

const decideFrom = (facts: FactsSeen, ask: Ask, settings: Settings): Decision => {
  const { version, edition, state, pdf, otherFiles, successor } = facts;
  const rule = RULES.find(({ applies }) => applies(facts)) as Rule; // the last rule always applies
  const { type, url, withholdsFile } = rule.outcome(facts, ask, settings);
  const lowStock = edition !== null && isLowStock(edition);
  const expectedOn = edition?.expectedOn ?? null;
  return {
    documentId: ask.documentId,
    locale: ask.locale,
    rule: rule.name,
    type,
    title: version.title,
    url,
    pageUrl: pageUrlOf(ask.documentId, version, settings),
    availability: state,
    onixCode: state && onixCodeOf(state, pdf !== null),
    schemaOrg: state && schemaOrgOf(state, lowStock),
    lowStock,
    expectedOn,
    isLate: expectedOn !== null && expectedOn < settings.today,
    maxPerOrder: type === 'order' ? version.maxPerOrder : null,
    file: withholdsFile ? null : pdf,
    otherFiles: withholdsFile ? [] : otherFiles,
    successor:
      type === 'successor' && successor
        ? { documentId: successor.documentId, slug: successor.version.slug, title: successor.version.title }
        : null,
    waitlist: settings.waitlist && type !== 'order' && state !== null && isAwaited(state),
  };
};

/**
 * Decides what a reader can do about a material.
 *
 * @returns the decision, or null if the audience cannot see the material at all
 */
export const decide = (ask: Ask, catalogue: Catalogue, settings: Settings): Decision | null => {
  const facts = seeFacts(ask, catalogue, settings);
  return facts && decideFrom(facts, ask, settings);
};

/** The safe answer for a material that the audience cannot see: nothing to click, nothing to fetch. */
export const decideForNobody = (documentId: DocumentId, locale: Locale): Decision => ({
  documentId,
  locale,
  rule: 'nothing',
  type: 'none',
  title: '',
  url: null,
  pageUrl: '',
  availability: null,
  onixCode: null,
  schemaOrg: null,
  lowStock: false,
  expectedOn: null,
  isLate: false,
  maxPerOrder: null,
  file: null,
  otherFiles: [],
  successor: null,
  waitlist: false,
});

/** A decision with its reasons. Holds stock counts: for editors and tests, never for the public. */
export interface Explanation {
  readonly decision: Decision;
  /** The rule that decided. */
  readonly rule: RuleName;
  /** The facts that it saw. */
  readonly facts: FactsSeen;
}

/** {@link decide}, with the rule that decided and the facts it saw. */
export const explain = (ask: Ask, catalogue: Catalogue, settings: Settings): Explanation | null => {
  const facts = seeFacts(ask, catalogue, settings);
  if (!facts) return null;
  const decision = decideFrom(facts, ask, settings);
  return { decision, rule: decision.rule, facts };
};
