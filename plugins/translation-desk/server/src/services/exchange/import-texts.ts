import { quoteName } from '@inprint/kit/database/names';
import { errors } from '@strapi/utils';

import type { Locale } from '../../../../domain/locale-choice';
import type { ImportedEntry, ImportFile } from '../../../../domain/xliff/imported';
import { decodeXml } from '../../../../domain/xliff/decode';
import { readXliff } from '../../../../domain/xliff/read';
import { FULL_ACCESS, type AccessOf } from '../../access/entry-access';
import { refusing } from '../../refusing';
import { inTransaction, localisedTypesOf, rowsOf, serviceOf, siteOf, type Strapi } from '../../strapi';
import { planOf, refusedPlan, type Plan } from './plan';
import { createSidesReader } from './read-sides';
import { countsOf, isTaken, type EntryReport, type ImportReport } from './report';
import { createTranslatedData } from './translated-data';

/** So many entries are looked at before others get their turn. */
const BATCH_SIZE = 25;

interface ImportOptions {
  /** Says what would change, and changes nothing. */
  readonly isDryRun: boolean;
  /** The language that is meant; null for the one that the file names. */
  readonly wanted: Locale | null;
  /** What whoever imports may read and write; a command may all. */
  readonly accessOf?: AccessOf;
  /** Who imports, by the admin's id: it is theirs then, as if they had written it in the content manager. */
  readonly by?: unknown;
}

/** The language of the site that a file means: `fr-FR` is `fr` where the site has no `fr-FR`. */
const localeMeant = (tag: string, locales: readonly Locale[]): Locale | null => {
  const lower = tag.toLowerCase().replace('_', '-');
  const known = (wanted: string) => locales.find((locale) => locale.toLowerCase() === wanted);
  return known(lower) ?? known(lower.split('-')[0] ?? '') ?? null;
};

/** Takes translations in, as drafts: all that fits what is there now, and nothing else. */
export const createImportTexts = (strapi: Strapi) => {
  const { say, refuse } = refusing(strapi);
  const readSides = createSidesReader(strapi);
  const dataOf = createTranslatedData(strapi);

  /** @throws ValidationError with the line, where the file cannot be read */
  const readFile = (bytes: Uint8Array): ImportFile => {
    const decoding = decodeXml(bytes);
    if (!decoding.ok) return refuse('file', decoding.problem);
    const reading = readXliff(decoding.text);
    if (reading.ok) return reading.file;
    const { line } = reading.problem;
    return refuse('file', { key: 'at-line', values: { line, reason: say(reading.problem) } });
  };

  /** @throws ValidationError for languages that the site does not have, or that were not meant */
  const languagesOf = async ({ sourceLocale: source, targetLocale: target }: ImportFile, wanted: Locale | null) => {
    const { locales } = await siteOf(strapi).current();
    const values = { source, target, locales: locales.join(', ') };
    const targetLocale = localeMeant(target, locales);
    const sourceLocale = localeMeant(source, locales);
    if (!targetLocale) return refuse('file', { key: 'unknown-target', values });
    if (wanted !== null && wanted !== targetLocale) {
      return refuse('file', { key: 'other-target', values: { ...values, wanted } });
    }
    if (!sourceLocale) return refuse('file', { key: 'unknown-source', values });
    return { sourceLocale, targetLocale };
  };

  /** Whoever saves one of these entries meanwhile waits until it is written. SQLite has one connection, which does the same. */
  const hold = async (uid: string, documentId: string): Promise<void> => {
    if (strapi.db.dialect.client !== 'postgres' || !localisedTypesOf(strapi).includes(uid)) return;
    const { tableName } = strapi.db.metadata.get(uid);
    await rowsOf(strapi, `SELECT id FROM ${quoteName(tableName)} WHERE document_id = ? ORDER BY id FOR UPDATE`, [
      documentId,
    ]);
  };

  type Languages = Awaited<ReturnType<typeof languagesOf>>;

  const plansOf = async (
    entries: readonly ImportedEntry[],
    languages: Languages,
    accessOf: AccessOf
  ): Promise<Plan[]> => {
    const plans = new Map<ImportedEntry, Plan>();
    for (const uid of new Set(entries.map(({ type }) => type))) {
      const mine = entries.filter(({ type }) => type === uid);
      const isKnown = localisedTypesOf(strapi).includes(uid);
      const labels = isKnown ? await serviceOf(strapi, 'desk').labelsOf(uid) : {};
      const ids = mine.map(({ documentId }) => documentId);
      const access = await accessOf(uid, isKnown ? ids : []);
      const sides = isKnown ? await readSides(uid, ids, languages.targetLocale, accessOf) : new Map();
      for (const entry of mine) {
        const asked = { ...languages, labels, access };
        plans.set(entry, planOf(strapi, entry, sides.get(entry.documentId), asked));
      }
    }
    return entries.flatMap((entry) => plans.get(entry) ?? []);
  };

  const write = async (plan: Plan, locale: Locale, by: unknown): Promise<void> => {
    const taken = plan.outcomes.filter(isTaken);
    if (taken.length === 0) return;
    const { documentId } = plan.report;
    const creator = by === undefined ? {} : { updatedBy: by, ...(plan.sides?.own ? {} : { createdBy: by }) };
    const data = { ...(await dataOf(plan, locale)), ...creator };
    const made = new Map(taken.map((one) => [one.field, one.made]));
    await serviceOf(strapi, 'translations').writeImport(plan.uid, documentId, locale, made, () =>
      strapi.documents(plan.uid as never).update({ documentId, locale, data } as never)
    );
  };

  /**
   * One entry, all of it or nothing, and that it is back: what the site refuses stays as it was, and does not keep the others back. Where an
   * import is interrupted, the same file goes on with the entries that are not there yet.
   */
  const take = async (
    entry: ImportedEntry,
    languages: Languages,
    accessOf: AccessOf,
    by: unknown
  ): Promise<EntryReport> => {
    try {
      return await inTransaction(strapi, async () => {
        await hold(entry.type, entry.documentId);
        const [plan] = await plansOf([entry], languages, accessOf);
        if (!plan) return refusedPlan(entry, 'gone').report;
        await write(plan, languages.targetLocale, by);
        await serviceOf(strapi, 'jobs').close(languages.targetLocale, [plan.report]);
        return plan.report;
      });
    } catch (error) {
      if (!(error instanceof errors.ApplicationError)) throw error;
      return refusedPlan(entry, 'not-saved', [], error.message).report;
    }
  };

  /** Lets requests that wait have their turn. */
  const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  const lookAt = async (entries: readonly ImportedEntry[], languages: Languages, accessOf: AccessOf) => {
    const reports: EntryReport[] = [];
    for (let at = 0; at < entries.length; at += BATCH_SIZE) {
      const plans = await plansOf(entries.slice(at, at + BATCH_SIZE), languages, accessOf);
      reports.push(...plans.map(({ report }) => report));
      await pause();
    }
    return reports;
  };

  const takeAll = async (entries: readonly ImportedEntry[], languages: Languages, accessOf: AccessOf, by: unknown) => {
    const reports: EntryReport[] = [];
    for (const entry of entries) {
      const report = await take(entry, languages, accessOf, by);
      reports.push(report);
      await pause();
    }
    return reports;
  };

  /**
   * Takes a file in, entry by entry. The same file can be taken in again: what is there already is left alone.
   *
   * @throws ValidationError with the line, where the file cannot be read
   */
  return async (
    bytes: Uint8Array,
    { isDryRun, wanted, accessOf = FULL_ACCESS, by }: ImportOptions
  ): Promise<ImportReport> => {
    const file = readFile(bytes);
    const languages = await languagesOf(file, wanted);
    const entries = await (isDryRun
      ? lookAt(file.entries, languages, accessOf)
      : takeAll(file.entries, languages, accessOf, by));
    const counts = countsOf(entries);
    return {
      ...languages,
      isWritten: !isDryRun,
      ...counts,
      refused: counts.refused + file.problems.length,
      problems: file.problems.map((problem) => ({ line: problem.line, message: say(problem) })),
      entries,
    };
  };
};
