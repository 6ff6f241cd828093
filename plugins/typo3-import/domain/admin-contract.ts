/**
 * What the admin's page asks the import, under `/typo3-import` of Strapi's admin API. Answers are `{ data }`, lists `{ data, meta }`,
 * refusals Strapi's own errors with a message that says what to change.
 *
 * | Request                                         | Permission | Answer                                                       |
 * | ----------------------------------------------- | ---------- | ------------------------------------------------------------ |
 * | `GET imports`                                   | read       | `ImportRun[]`, the latest first                              |
 * | `POST imports` (multipart, `files`)             | run        | 201, `ImportRun`: state `uploaded`, with a suggested mapping |
 * | `GET imports/:id`                               | read       | `ImportRun`                                                  |
 * | `PUT imports/:id/mapping` `{ data: { mapping }}`| run        | `ImportRun`, or 400 with every wrong place named             |
 * | `POST imports/:id/dry-run`                      | run        | 202, `ImportRun`: state `checking`; nothing is written       |
 * | `POST imports/:id/start`                        | run        | 202, `ImportRun`: state `running`; resumes what was stopped  |
 * | `POST imports/:id/stop`                         | run        | 202, `ImportRun`: state `stopped` after the present batch    |
 * | `GET imports/:id/findings?…`                    | read       | `ReportedFinding[]` with `FindingsMeta`, see `FindingsQuery` |
 * | `POST imports/:id/suggestions/:finding/apply`   | run        | `ReportedFinding` with `isApplied`, or 409: text was changed |
 * | `GET imports/:id/report.html`, `…/report.json`  | read       | the whole report, to keep                                    |
 *
 * One file that ends in `.txt`, `.html` or `.htm` is a plain article; dumps (`.sql`, `.sql.gz`) and exports (`.csv`, `.json`, one per
 * table) are tables.
 */
import type { Confidence, FindingKind } from './contract';

export type ImportState = 'uploaded' | 'checking' | 'checked' | 'running' | 'stopped' | 'failed' | 'done';

export interface ImportRun {
  readonly id: string;
  /** The names of the uploaded files. */
  readonly files: readonly string[];
  readonly kind: 'tables' | 'article';
  readonly state: ImportState;
  readonly createdAt: string;
  /** YAML; `''` for an article. */
  readonly mapping: string;
  /** While it is checking or running. */
  readonly progress: {
    readonly done: number;
    readonly total: number;
    /** None while there is too little to tell from. */
    readonly secondsLeft: number | null;
  } | null;
  /** What a dry run would do, or what a run did; none before the first. */
  readonly result: {
    readonly created: number;
    readonly updated: number;
    readonly unchanged: number;
    /** Changed by an editor since, and so left alone. */
    readonly kept: number;
    readonly failed: number;
  } | null;
  /** Why it failed, in words that say what to change. */
  readonly problem: string | null;
}

/** One line of the report of an import. */
export interface ReportedFinding {
  readonly id: number;
  readonly kind: FindingKind;
  /** The sentence that explains it, in the language of the person (`Accept-Language`, or `?language=`). */
  readonly explanation: string;
  readonly confidence: Confidence;
  /** `tx_news_domain_model_news:12`, or the file's name. */
  readonly record: string;
  readonly title: string;
  /** `bodytext, line 3`. */
  readonly place: string;
  readonly before: string;
  readonly after: string;
  /** For suggestions that can be applied: false until they are. None otherwise, and before the record is written. */
  readonly isApplied: boolean | null;
  /** The entry in the content manager, once it is there. */
  readonly entry: { readonly uid: string; readonly documentId: string; readonly locale: string } | null;
}

export interface FindingsQuery {
  readonly kind: FindingKind | '';
  readonly confidence: Confidence | '';
  readonly search: string;
  readonly page: number;
  readonly pageSize: number;
  readonly language: 'de' | 'en';
}

export interface FindingsMeta {
  readonly total: number;
  /** How many of each kind there are, whatever is filtered. */
  readonly kinds: Readonly<Partial<Record<FindingKind, number>>>;
}
