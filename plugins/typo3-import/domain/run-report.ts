import type { Confidence, Finding, FindingKind, Locale, StockSuggestion } from './contract';
import { FINDING_REASONS } from './text/reasons';

/** What a run tells besides what the texts' half found. */
const RUN_REASONS = {
  'kept-edited': {
    en: 'An editor changed this entry since the last import. It was left as it is.',
    de: 'Dieser Eintrag wurde seit dem letzten Import von Hand geändert. Er blieb, wie er ist.',
  },
  'kept-topic': {
    en: 'A topic of this name was there already. It is used.',
    de: 'Ein Thema dieses Namens gab es schon. Es wird verwendet.',
  },
  'kept-stock': {
    en: 'The stock status of “{title}” was set by somebody else. It was left as it is.',
    de: 'Den Bestand von „{title}“ hat jemand anders eingetragen. Er blieb, wie er ist.',
  },
  'kept-deleted': {
    en: 'This entry was imported once and deleted since. It was not made again.',
    de: 'Dieser Eintrag wurde schon einmal importiert und seither gelöscht. Er wurde nicht neu angelegt.',
  },
  failed: {
    en: 'This record could not be written: {why}',
    de: 'Dieser Datensatz konnte nicht geschrieben werden: {why}',
  },
  hidden: { en: 'Hidden in TYPO3: imported as a draft.', de: 'In TYPO3 verborgen: als Entwurf importiert.' },
  'not-yet': {
    en: 'Not to be shown before {day}: imported as a draft.',
    de: 'Erst ab {day} sichtbar: als Entwurf importiert.',
  },
  'no-longer': {
    en: 'Not to be shown after {day}: imported as a draft.',
    de: 'Nur bis {day} sichtbar: als Entwurf importiert.',
  },
  deleted: {
    en: '{count} deleted records of {table} were left out.',
    de: '{count} gelöschte Datensätze aus {table} wurden weggelassen.',
  },
  workspace: {
    en: '{count} drafts from TYPO3 workspaces of {table} were left out.',
    de: '{count} Entwürfe aus TYPO3-Arbeitsumgebungen in {table} wurden weggelassen.',
  },
  latin1: {
    en: '{table}.{column}: {count} values were not UTF-8 and were read as Windows-1252. {example}',
    de: '{table}.{column}: {count} Werte waren nicht UTF-8 und wurden als Windows-1252 gelesen. {example}',
  },
  'double-encoded': {
    en: '{table}.{column}: {count} values were encoded twice, and mended. {example}',
    de: '{table}.{column}: {count} Werte waren doppelt kodiert und wurden repariert. {example}',
  },
  broken: {
    en: '{table}.{column}: {count} values have characters that cannot be read (�). {example}',
    de: '{table}.{column}: {count} Werte haben unlesbare Zeichen (�). {example}',
  },
  'unused-column': {
    en: '{table}.{column} has content in {count} records, and no place in the mapping.',
    de: '{table}.{column} hat in {count} Datensätzen Inhalt, aber keinen Platz in der Zuordnung.',
  },
  'missing-table': {
    en: 'The mapping names {table}, which has no rows in this source.',
    de: 'Die Zuordnung nennt {table}; diese Tabelle hat hier keine Zeilen.',
  },
  orphan: {
    en: 'A translation whose original is not there: imported as an entry of its own.',
    de: 'Eine Übersetzung ohne Original: als eigener Eintrag importiert.',
  },
  'unknown-language': {
    en: 'Left out: the mapping has no locale for its language.',
    de: 'Weggelassen: Die Zuordnung kennt keine Sprache dafür.',
  },
  'locale-not-here': {
    en: 'Left out: this portal has no locale “{locale}”.',
    de: 'Weggelassen: Dieses Portal hat die Sprache „{locale}“ nicht.',
  },
  'no-title': { en: 'Left out: it has no title.', de: 'Weggelassen: ohne Titel.' },
  'no-original': {
    en: 'Left out: its original was not imported.',
    de: 'Weggelassen: Das Original wurde nicht importiert.',
  },
  'missing-file': { en: 'The file is not in fileadmin: {file}', de: 'Die Datei fehlt in fileadmin: {file}' },
  'outside-file': {
    en: 'The path leads out of fileadmin, and was refused: {file}',
    de: 'Der Pfad führt aus fileadmin hinaus und wurde abgelehnt: {file}',
  },
  'refused-file': {
    en: 'Its content is nothing that the media library takes ({type}): {file}',
    de: 'Diesen Inhalt nimmt die Medienbibliothek nicht ({type}): {file}',
  },
  'large-file': { en: 'The file has more than {most}: {file}', de: 'Die Datei ist größer als {most}: {file}' },
  'no-fileadmin': {
    en: 'No fileadmin folder was given, so that the file was not fetched: {file}',
    de: 'Es wurde kein fileadmin-Ordner angegeben; die Datei wurde nicht geholt: {file}',
  },
  'renamed-file': {
    en: 'The file “{before}” is by its content {type}; it is called “{after}” now.',
    de: 'Die Datei „{before}“ ist dem Inhalt nach {type}; sie heißt jetzt „{after}“.',
  },
  'not-a-pdf': {
    en: 'The column for the PDF leads to {type}: {file}',
    de: 'Die Spalte für das PDF führt zu {type}: {file}',
  },
  'second-file': {
    en: 'A material has one PDF; this one was not taken: {file}',
    de: 'Ein Material hat ein PDF; dieses wurde nicht übernommen: {file}',
  },
  'second-image': {
    en: 'A news article has one image; this one was not taken: {file}',
    de: 'Ein Artikel hat ein Bild; dieses wurde nicht übernommen: {file}',
  },
  cut: { en: '{field} was too long and was cut.', de: '{field} war zu lang und wurde gekürzt.' },
  'unsafe-address': {
    en: '{field} holds no web address: {value}',
    de: '{field} enthält keine Webadresse: {value}',
  },
  'unreadable-value': {
    en: '{field} cannot be read: {value}',
    de: '{field} ist nicht lesbar: {value}',
  },
  'unknown-availability': {
    en: 'The mapping does not say what “{value}” means as a state of stock.',
    de: 'Die Zuordnung sagt nicht, welchen Bestand „{value}“ bedeutet.',
  },
  'link-page': {
    en: 'The news is a link to page {page}, which has no place in the new portal.',
    de: 'Die Nachricht verweist auf Seite {page}, die es im neuen Portal nicht gibt.',
  },
  'order-number-taken': {
    en: 'The order number {number} belongs to another edition.',
    de: 'Die Bestellnummer {number} gehört zu einer anderen Ausgabe.',
  },
  'page-unknown': {
    en: 'page {page} has no place in the new portal. Name one under “pages” in the mapping.',
    de: 'Seite {page} hat im neuen Portal keinen Platz. Nennen Sie einen unter „pages“ in der Zuordnung.',
  },
} as const satisfies Record<string, { readonly en: string; readonly de: string }>;

export type RunReason = keyof typeof RUN_REASONS;

/** `outcome`: what happened to a record. `file`: about files. `source`: about the old portal as a whole. */
export type RunKind = 'outcome' | 'failure' | 'file' | 'source' | 'field';
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

export type ReportLanguage = 'en' | 'de';

const SENTENCES: Readonly<Record<string, { readonly en: string; readonly de: string }>> = {
  ...FINDING_REASONS,
  ...RUN_REASONS,
};

/** The sentence of a line of the report. */
export const sentenceOf = (
  { reason, details }: Pick<ReportEntry, 'reason' | 'details'>,
  language: ReportLanguage
): string => (SENTENCES[reason]?.[language] ?? reason).replace(/\{(\w+)\}/g, (_, name: string) => details[name] ?? '');
