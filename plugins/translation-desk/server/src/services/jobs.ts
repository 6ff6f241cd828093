import { places } from '@inprint/kit/transactions';
import type { Locale } from '../../../domain/locale-choice';
import type { ExportedEntry } from '../../../domain/xliff/exported';
import { TABLES } from '../database';
import { insertRows } from '../insert-rows';
import { inTransaction, rowsOf, type Strapi } from '../strapi';
import type { EntryReport } from './exchange/report';

/** So many jobs are listed. */
const MAX_JOBS = 100;

/** A file that went to somebody. */
export interface Job {
  readonly id: number;
  readonly name: string;
  readonly recipient: string;
  readonly note: string;
  readonly sourceLocale: Locale;
  readonly locale: Locale;
  readonly by: string;
  /** ISO 8601. */
  readonly since: string;
  readonly entries: number;
  /** How many of them are back. */
  readonly returned: number;
}

type NewJob = Omit<Job, 'id' | 'since' | 'entries' | 'returned'>;

/** The desk's rows of the entries that are out in a language, as a subquery. */
export const outIn = (locale: Locale): { readonly sql: string; readonly bindings: readonly unknown[] } => ({
  sql: `SELECT je.entry_id FROM ${TABLES.jobs} j JOIN ${TABLES.jobEntries} je ON je.job_id = j.id
    WHERE j.closed_at IS NULL AND j.locale = ? AND je.returned_at IS NULL`,
  bindings: [locale],
});

/** Knows what is out for translation, with whom, and since when. */
export const createJobs = (strapi: Strapi) => {
  const { jobs, jobEntries, entries } = TABLES;
  const rowIdsOf = async (some: readonly { type: string; documentId: string }[]): Promise<number[]> => {
    const ids: number[] = [];
    for (const type of new Set(some.map((one) => one.type))) {
      const mine = some.filter((one) => one.type === type).map(({ documentId }) => documentId);
      const sql = `SELECT id FROM ${entries} WHERE content_type = ? AND document_id IN (${places(mine)})`;
      ids.push(...(await rowsOf(strapi, sql, [type, ...mine])).map(({ id }) => Number(id)));
    }
    return ids;
  };

  const closeWhereAllIsBack = (at: string): Promise<unknown> =>
    rowsOf(
      strapi,
      `UPDATE ${jobs} SET closed_at = ? WHERE closed_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM ${jobEntries} je WHERE je.job_id = ${jobs}.id AND je.returned_at IS NULL)`,
      [at]
    );

  return {
    /** Notes that entries went to somebody. */
    open: (job: NewJob, exported: readonly ExportedEntry[]): Promise<void> =>
      inTransaction(strapi, async () => {
        const ids = await rowIdsOf(exported);
        const at = new Date().toISOString();
        const [row] = await insertRows(
          strapi,
          jobs,
          ['name', 'recipient', 'note', 'source_locale', 'locale', 'created_by', 'created_at'],
          [[job.name, job.recipient, job.note, job.sourceLocale, job.locale, job.by, at]],
          'RETURNING id'
        );
        const id = Number(row?.id);
        await insertRows(
          strapi,
          jobEntries,
          ['job_id', 'entry_id'],
          ids.map((entry) => [id, entry])
        );
      }),

    /** The jobs that are not back yet, the latest first. */
    async list(): Promise<Job[]> {
      const rows = await rowsOf(
        strapi,
        `SELECT j.id, j.name, j.recipient, j.note, j.source_locale, j.locale, j.created_by, j.created_at,
          COUNT(je.entry_id) AS entries, COUNT(je.returned_at) AS returned
         FROM ${jobs} j LEFT JOIN ${jobEntries} je ON je.job_id = j.id WHERE j.closed_at IS NULL
         GROUP BY j.id, j.name, j.recipient, j.note, j.source_locale, j.locale, j.created_by, j.created_at
         ORDER BY j.created_at DESC, j.id DESC LIMIT ${MAX_JOBS}`
      );
      return rows.map((row) => ({
        id: Number(row.id),
        name: String(row.name),
        recipient: String(row.recipient),
        note: String(row.note),
        sourceLocale: String(row.source_locale),
        locale: String(row.locale),
        by: String(row.created_by),
        since: String(row.created_at),
        entries: Number(row.entries),
        returned: Number(row.returned),
      }));
    },

    /** Takes a job back: what it had out goes out again with the next file. @returns false where there is no such job */
    async cancel(id: number): Promise<boolean> {
      const sql = `UPDATE ${jobs} SET closed_at = ? WHERE id = ? AND closed_at IS NULL RETURNING id`;
      return (await rowsOf(strapi, sql, [new Date().toISOString(), id])).length > 0;
    },

    /** Notes which entries of a file are back: those of which something was applied. What lacks of them goes out with the next file. */
    async close(locale: Locale, reports: readonly EntryReport[]): Promise<void> {
      const isBack = ({ refusal, fields }: EntryReport): boolean =>
        refusal === null && fields.some(({ outcome }) => outcome !== 'untouched' && outcome !== 'refused');
      const ids = await rowIdsOf(reports.filter(isBack));
      if (ids.length === 0) return;
      const at = new Date().toISOString();
      await rowsOf(
        strapi,
        `UPDATE ${jobEntries} SET returned_at = ? WHERE returned_at IS NULL AND entry_id IN (${places(ids)})
         AND job_id IN (SELECT id FROM ${jobs} WHERE locale = ? AND closed_at IS NULL)`,
        [at, ...ids, locale]
      );
      await closeWhereAllIsBack(at);
    },
  };
};
