import type { PartAccount, TableAccount } from './accounts';
import type { Confidence, Finding, FindingKind, Locale, StockSuggestion } from './contract';
import { RUN_REASONS, type RunReason } from './run-reasons';
import { FINDING_REASONS } from './text/reasons';

export type { RunReason } from './run-reasons';

/** `redirect`: about a redirect of TYPO3's. `outcome`: what happened to a record. `file`: about files. `source`: about the old portal as a whole. */
export type RunKind = 'outcome' | 'failure' | 'file' | 'source' | 'field' | 'redirect';
export type ReportKind = FindingKind | RunKind;

/** The kinds in the order in which people want to see them. */
export const REPORT_KINDS = [
  'failure',
  'suggestion',
  'repair',
  'dropped-link',
  'file',
  'lost',
  'harmless',
  'field',
  'redirect',
  'outcome',
  'source',
  'guess',
  'changed',
] as const satisfies readonly ReportKind[];

/** The record that a line of the report is about. */
export interface ReportedRecord {
  readonly importId: string;
  readonly title: string;
  readonly locale: Locale;
  /** Where it stands in the source: `line 12`. */
  readonly place: string;
  readonly contentType: string;
  readonly documentId: string | null;
}

/** `open`: for people to decide. `applied`: stands in the text. `stale`: the text is no longer as it was. */
export type SuggestionState = 'open' | 'applied' | 'stale';

/** One line of a report. */
export interface ReportEntry {
  readonly id: number;
  readonly kind: ReportKind;
  /** Key of the sentence, in `RUN_REASONS` or `FINDING_REASONS`; `details` fill its places. */
  readonly reason: string;
  readonly details: Readonly<Record<string, string>>;
  readonly record: ReportedRecord | null;
  /** The column it was found in, and where in it; null if it is not about a text. */
  readonly place: { readonly field: string; readonly line: number; readonly snippet: string } | null;
  readonly before: string;
  readonly after: string;
  readonly confidence: Confidence | null;
  readonly suggestion: StockSuggestion | null;
  readonly state: SuggestionState | null;
}

export type NewEntry = Omit<ReportEntry, 'id'>;

/** Outcomes of records. */
export const OUTCOMES = ['created', 'updated', 'unchanged', 'kept', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type Counts = Readonly<Record<'topic' | 'material' | 'news', Readonly<Record<Outcome, number>>>>;

export interface RunSummary {
  readonly source: string;
  readonly mode: 'dry-run' | 'write';
  readonly startedAt: string;
  readonly endedAt: string;
  readonly counts: Counts;
  /** What became of every row that was read, table by table. */
  readonly tables: readonly TableAccount[];
  /** What became of every field, link, image, file, related record and old address. Runs of earlier versions do not say. */
  readonly parts?: readonly PartAccount[];
  readonly entries: Readonly<Record<string, number>>;
  readonly filesKept: number;
}

export const noCounts = (): Record<'topic' | 'material' | 'news', Record<Outcome, number>> => {
  const none = (): Record<Outcome, number> => ({ created: 0, updated: 0, unchanged: 0, kept: 0, failed: 0 });
  return { topic: none(), material: none(), news: none() };
};

export const entryOfFinding = (finding: Finding, record: ReportedRecord): NewEntry => ({
  kind: finding.kind,
  reason: finding.reason,
  details: finding.details,
  record,
  place: { field: finding.place.field, line: finding.place.line, snippet: finding.place.snippet },
  before: finding.before,
  after: finding.after,
  confidence: finding.confidence,
  suggestion: null,
  state: null,
});

export const entryOfRun = (
  kind: RunKind,
  reason: RunReason,
  details: Readonly<Record<string, string>>,
  record: ReportedRecord | null
): NewEntry => ({
  ...{
    kind,
    reason,
    details,
    record,
    place: null,
    before: '',
    after: '',
    confidence: null,
    suggestion: null,
    state: null,
  },
});

/** Languages that reports are written in: those of the admin. */
export const REPORT_LANGUAGES = ['en', 'de', 'fr'] as const;
export type ReportLanguage = (typeof REPORT_LANGUAGES)[number];

const SENTENCES: Readonly<Record<string, Readonly<Record<ReportLanguage, string>>>> = {
  ...FINDING_REASONS,
  ...RUN_REASONS,
};

/** What all lines of a reason have in common: its sentence, without what differs. */
export const reasonOf = (reason: string, language: ReportLanguage): string =>
  (SENTENCES[reason]?.[language] ?? reason).replaceAll(/\{\w+\}/g, '…');

/** The sentence of a line of the report. */
export const sentenceOf = (
  { reason, details }: Pick<ReportEntry, 'reason' | 'details'>,
  language: ReportLanguage
): string => (SENTENCES[reason]?.[language] ?? reason).replace(/\{(\w+)\}/g, (_, name: string) => details[name] ?? '');
