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
 * | `GET imports/:id/entries?…`                     | read       | `ReportEntry[]` with `EntriesMeta`, see `EntriesQuery`       |
 * | `POST imports/:id/entries/:entry/apply`         | run        | `ReportEntry`: state `applied`, or `stale` if text changed   |
 * | `GET imports/:id/report.html?language=`         | read       | the whole report, to keep                                    |
 * | `GET imports/:id/report.json`                   | read       | the same for programs                                        |
 *
 * One file that ends in `.txt`, `.html` or `.htm` is a plain article; dumps (`.sql`, `.sql.gz`) and exports (`.csv`, `.json`, one per
 * table) are tables.
 */
import type { Confidence } from './contract';
import type { Counts, ReportEntry, ReportKind } from './run-report';

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
  readonly counts: Counts | null;
  /** Why it failed, in words that say what to change. */
  readonly problem: string | null;
}

/** Which lines of a report are asked for; `''` for all. `search` is looked for in titles and passages. */
export interface EntriesQuery {
  readonly kind: ReportKind | '';
  readonly confidence: Confidence | '';
  readonly search: string;
  readonly page: number;
  readonly pageSize: number;
}

export interface EntriesMeta {
  readonly total: number;
  /** How many of each kind there are, whatever is filtered. */
  readonly kinds: Readonly<Partial<Record<ReportKind, number>>>;
}

/** The answer to `GET imports/:id/entries`. */
export interface EntriesPage {
  readonly data: readonly ReportEntry[];
  readonly meta: EntriesMeta;
}
