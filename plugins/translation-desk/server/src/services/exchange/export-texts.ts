import { exportEntry } from '../../../../domain/export-entry';
import type { Locale } from '../../../../domain/locale-choice';
import type { TranslationState } from '../../../../domain/translation';
import type { ExportedEntry, XliffVersion } from '../../../../domain/xliff/exported';
import { fieldOf, unitsOf } from '../../../../domain/xliff/units';
import { writeXliff } from '../../../../domain/xliff/write';
import type { AccessOf } from '../../access/entry-access';
import type { Scope } from '../../access/scope';
import { stampOf } from '../../fingerprint';
import { refusing } from '../../refusing';
import { serviceOf, type Strapi } from '../../strapi';
import { titleFieldOf } from '../../translatable';
import type { FoundEntry } from '../desk';
import { createSidesReader, type EntrySides } from './read-sides';

/** So many entries go into one file: a translator's work of weeks. */
const MAX_ENTRIES = 500;

export interface ExportQuery {
  readonly types: readonly string[];
  readonly search: string;
  readonly states: readonly TranslationState[];
  readonly sourceLocale: Locale;
  readonly locale: Locale;
  /** Only these entries, as `content type:documentId`; all that fit where none is named. */
  readonly chosen?: readonly string[];
  readonly version?: XliffVersion;
  /** What the translators should know. */
  readonly note?: string;
  /** To whom the file goes: then it is noted what is out, and does not go out again. Nobody for a file that is only looked at. */
  readonly recipient?: string;
  /** Whether to export what is out with somebody, too. */
  readonly withOut?: boolean;
  /** What whoever exports may see; a command may all. */
  readonly scope?: Scope | null;
  readonly accessOf?: AccessOf;
  /** Who exports. */
  readonly by?: string;
}

export interface ExportAnswer {
  readonly name: string;
  readonly xliff: string;
  readonly entries: number;
  readonly units: number;
  /** Entries that fit, too, and did not go into this file. */
  readonly isMore: boolean;
  /** Entries that fit, too, and are out with somebody. */
  readonly out: number;
}

const nameOf = (source: Locale, target: Locale): string =>
  `${source}-${target}-${new Date().toISOString().slice(0, 10)}.xlf`;

/** Writes files for translators. */
export const createExportTexts = (strapi: Strapi) => {
  const { refuse } = refusing(strapi);
  const readSides = createSidesReader(strapi);

  /** Fields to translate: of a translation that is there, those that are not up to date; else all that have a text. */
  const fieldsOf = ({ source, shapes }: EntrySides, { isThere, outdatedFields, incompleteFields }: FoundEntry) => {
    const wanted = [...new Set(unitsOf(source, shapes).map(({ id }) => fieldOf(id)))];
    const open = new Set([...outdatedFields, ...incompleteFields]);
    return isThere ? wanted.filter((field) => open.has(field)) : wanted;
  };

  const entriesOf = async (
    uid: string,
    found: readonly FoundEntry[],
    { locale, accessOf }: ExportQuery
  ): Promise<ExportedEntry[]> => {
    const labels = await serviceOf(strapi, 'desk').labelsOf(uid);
    const ids = found.map(({ documentId }) => documentId);
    const [sides, alternates] = await Promise.all([
      readSides(uid, ids, locale, accessOf),
      serviceOf(strapi, 'versions').alternatesOf(uid, ids),
    ]);
    const entries: ExportedEntry[] = [];
    for (const one of found) {
      const both = sides.get(one.documentId);
      if (!both) continue;
      const title = titleFieldOf(both.shapes);
      const entry = exportEntry({
        ...both,
        type: uid,
        documentId: one.documentId,
        title: title && typeof both.source[title] === 'string' ? both.source[title] : one.documentId,
        fields: fieldsOf(both, one),
        labels,
        stamps: Object.fromEntries(Object.keys(both.shapes).map((field) => [field, stampOf(both.own?.[field])])),
        page: alternates.get(one.documentId)?.find((page) => page.locale === both.sourceLocale)?.url ?? null,
      });
      if (entry) entries.push(entry);
    }
    return entries;
  };

  /**
   * What is not up to date in a language, as XLIFF.
   *
   * @throws ValidationError where there is nothing to translate
   */
  return async (query: ExportQuery): Promise<ExportAnswer> => {
    const { types, search, states, sourceLocale, locale, chosen = [], version = '2.0', note = '' } = query;
    const asked = { types, search, states, locales: [locale], page: 1, pageSize: 1, scope: query.scope ?? null };
    const desk = serviceOf(strapi, 'desk');
    const outgoing = { sourceLocale, chosen };
    const free = await desk.find(asked, { ...outgoing, out: query.withOut ? 'with' : 'without' }, MAX_ENTRIES + 1);
    const out = query.withOut ? 0 : await desk.countOut(asked, outgoing);
    const found = free.slice(0, MAX_ENTRIES);
    const entries: ExportedEntry[] = [];
    for (const uid of types) {
      const mine = found.filter(({ type }) => type === uid);
      if (mine.length > 0) entries.push(...(await entriesOf(uid, mine, query)));
    }
    const values = { source: sourceLocale, target: locale, count: out };
    if (entries.length === 0) {
      return refuse('locale', { key: out > 0 ? 'all-out' : 'nothing-to-export', values });
    }
    const name = nameOf(sourceLocale, locale);
    if (query.recipient) {
      const { recipient, by = '' } = query;
      await serviceOf(strapi, 'jobs').open({ name, recipient, note, by, sourceLocale, locale }, entries);
    }
    return {
      name,
      xliff: writeXliff({ sourceLocale, targetLocale: locale, note, entries }, version),
      entries: entries.length,
      units: entries.reduce((sum, { units }) => sum + units.length, 0),
      isMore: free.length > MAX_ENTRIES,
      out,
    };
  };
};
