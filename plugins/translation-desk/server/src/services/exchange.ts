import { createHash } from 'node:crypto';

import { errors } from '@strapi/utils';

import type { FieldShapes } from '../../../domain/field-text';
import { fieldOutcomes, type EntryRefusal, type FieldOutcome, type Refusal } from '../../../domain/hand-in';
import type { Locale } from '../../../domain/locale-choice';
import type { TranslationState } from '../../../domain/translation';
import { wordsOf, type Inline } from '../../../domain/xliff/inline';
import { readXliff, type HandedInEntry } from '../../../domain/xliff/read';
import { fieldOf, isOfOneBuild, translatedValue, unitsOf } from '../../../domain/xliff/units';
import { writeXliff, type HandedOutEntry } from '../../../domain/xliff/write';
import { refusing } from '../refusing';
import {
  inTransaction,
  isRow,
  localisedTypesOf,
  rowsOf,
  schemaOf,
  serviceOf,
  siteOf,
  type Row,
  type Strapi,
} from '../strapi';
import { attributesOf, shapesOf, titleFieldOf } from '../translatable';

/** So many entries are read at once. */
const BATCH = 50;
/** So many entries go into one file: a translator's work of weeks. */
const MOST_ENTRIES = 500;
/** So much of a text is shown in a report. */
const LONGEST_SHOWN = 300;

export interface HandOutQuery {
  readonly types: readonly string[];
  readonly search: string;
  readonly states: readonly TranslationState[];
  readonly sourceLocale: Locale;
  readonly locale: Locale;
  /** Only these entries, as `content type:documentId`; all that fit where none is named. */
  readonly chosen?: readonly string[];
}

export interface HandOutAnswer {
  readonly name: string;
  readonly xliff: string;
  readonly entries: number;
  readonly units: number;
  /** Entries that fit, too, and did not go into this file. */
  readonly isMore: boolean;
}

/** What becomes of one field of a file that is handed in. */
export interface FieldReport {
  readonly field: string;
  readonly label: string;
  readonly line: number;
  readonly outcome: 'new' | 'changed' | 'confirmed' | 'untouched' | 'refused';
  readonly reason: Refusal | null;
  readonly at: string | null;
  readonly before: string;
  readonly after: string;
}

export interface EntryReport {
  readonly type: string;
  readonly documentId: string;
  readonly title: string;
  readonly line: number;
  readonly isNew: boolean;
  readonly refusal: EntryRefusal | null;
  readonly fields: readonly FieldReport[];
}

export interface HandInReport {
  readonly sourceLocale: Locale;
  readonly targetLocale: Locale;
  readonly isWritten: boolean;
  readonly taken: number;
  readonly refused: number;
  readonly untouched: number;
  readonly entries: readonly EntryReport[];
}

/** Whether somebody may write a field of a language; a command may write all. */
export type MayWrite = (uid: string, locale: Locale, isThere: boolean, field: string) => boolean;

interface Sides {
  readonly sourceLocale: Locale;
  readonly source: Row;
  readonly own: Row | null;
}

interface Plan {
  readonly report: EntryReport;
  readonly uid: string;
  readonly sides: Sides | null;
  readonly outcomes: readonly FieldOutcome[];
}

type Taken = Extract<FieldOutcome, { outcome: 'taken' }>;

const isTaken = (outcome: FieldOutcome): outcome is Taken => outcome.outcome === 'taken';

/** A value as a short name, whatever ids its parts were given. */
const stampOf = (value: unknown): string => {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return '';
  const said = JSON.stringify(value, (key, part: unknown) => (key === 'id' ? undefined : part));
  return createHash('sha256').update(said).digest('base64url').slice(0, 22);
};

const shown = (texts: Iterable<readonly Inline[]>): string => {
  const all = [...texts].map(wordsOf).join('\n');
  return all.length > LONGEST_SHOWN ? `${all.slice(0, LONGEST_SHOWN)}…` : all;
};

/** Hands texts out as XLIFF, and takes translations in. */
export const createExchange = (strapi: Strapi) => {
  const { say, refuse } = refusing(strapi);
  const relations = () => serviceOf(strapi, 'relations');

  /** Whole values of the translatable fields: also what stands beside the texts in components. */
  const readSides = async (
    uid: string,
    documentIds: readonly string[],
    locale: Locale,
    shapes: FieldShapes
  ): Promise<Map<string, Sides>> => {
    const populateAll = relations().populateOf(uid);
    const populate = Object.fromEntries(Object.entries(populateAll).filter(([name]) => name in shapes));
    const select = Object.entries(shapes).flatMap(([name, { kind }]) =>
      kind === 'plain' || kind === 'blocks' ? [name] : []
    );
    const sides = new Map<string, Sides>();
    const sources = await serviceOf(strapi, 'translations').sourceLocalesOf(uid, documentIds);
    for (let at = 0; at < documentIds.length; at += BATCH) {
      const ids = documentIds.slice(at, at + BATCH);
      const locales = new Set([locale, ...ids.flatMap((id) => sources.get(id) ?? [])]);
      const rows = (await strapi.db.query(uid).findMany({
        select: ['id', 'documentId', 'locale', 'publishedAt', ...select],
        where: { documentId: { $in: ids }, locale: { $in: [...locales] } },
        populate,
        orderBy: { id: 'asc' },
      })) as Row[];
      const versionOf = (documentId: string, language: Locale): Row | null => {
        const versions = rows.filter((row) => row.documentId === documentId && row.locale === language);
        return versions.find(({ publishedAt }) => !publishedAt) ?? versions[0] ?? null;
      };
      for (const documentId of ids) {
        const sourceLocale = sources.get(documentId);
        const source = sourceLocale ? versionOf(documentId, sourceLocale) : null;
        if (sourceLocale && source) sides.set(documentId, { sourceLocale, source, own: versionOf(documentId, locale) });
      }
    }
    return sides;
  };

  /** Fields to translate: those that are outdated, and those with a text in the source and none in the translation. */
  const handedOut = (
    uid: string,
    documentId: string,
    { source, own }: Sides,
    shapes: FieldShapes,
    outdated: readonly string[],
    labels: Readonly<Record<string, string>>
  ): HandedOutEntry | null => {
    const units = unitsOf(source, shapes);
    const present = own ? unitsOf(own, shapes) : [];
    const has = (field: string): boolean => present.some(({ id }) => fieldOf(id) === field);
    const fields = new Set(
      units.map(({ id }) => fieldOf(id)).filter((field) => outdated.includes(field) || !has(field))
    );
    if (fields.size === 0) return null;
    const idsIn = (some: typeof units, field: string): string =>
      some.flatMap(({ id }) => (fieldOf(id) === field ? [id] : [])).join();
    const fits = new Set([...fields].filter((field) => idsIn(units, field) === idsIn(present, field)));
    const before = new Map(present.map(({ id, source: text }) => [id, text]));
    const title = titleFieldOf(shapes);
    return {
      type: uid,
      documentId,
      title: title && typeof source[title] === 'string' ? source[title] : documentId,
      stamps: Object.fromEntries([...fields].map((field) => [field, stampOf(own?.[field])])),
      units: units
        .filter(({ id }) => fields.has(fieldOf(id)))
        .map(({ id, source: text }) => ({
          id,
          label: labels[fieldOf(id)] ?? fieldOf(id),
          source: text,
          target: fits.has(fieldOf(id)) ? (before.get(id) ?? null) : null,
        })),
    };
  };

  const planOf = (
    entry: HandedInEntry,
    sides: Sides | undefined,
    { sourceLocale, targetLocale }: { readonly sourceLocale: Locale; readonly targetLocale: Locale },
    labels: Readonly<Record<string, string>>,
    mayWrite: MayWrite
  ): Plan => {
    const { type: uid, documentId, line } = entry;
    const refused = (refusal: EntryRefusal, fields: readonly FieldReport[] = []): Plan => ({
      uid,
      sides: null,
      outcomes: [],
      report: { type: uid, documentId, title: entry.title, line, isNew: false, refusal, fields },
    });
    if (!localisedTypesOf(strapi).includes(uid)) return refused('unknown-type');
    if (!sides) return refused('gone');
    if (sides.sourceLocale === targetLocale) return refused('is-source');
    if (sides.sourceLocale !== sourceLocale) return refused('other-source');
    const shapes = shapesOf(strapi, uid);
    const isThere = sides.own !== null;
    const outcomes = fieldOutcomes(entry, {
      shapes,
      source: sides.source,
      own: sides.own,
      stamps: Object.fromEntries(Object.keys(shapes).map((field) => [field, stampOf(sides.own?.[field])])),
      mayWrite: (field) => mayWrite(uid, targetLocale, isThere, field),
    });
    const present = sides.own ? unitsOf(sides.own, shapes) : [];
    const fields = outcomes.map((one): FieldReport => {
      const before = shown(present.filter(({ id }) => fieldOf(id) === one.field).map(({ source }) => source));
      const after = isTaken(one) ? shown(one.targets.values()) : '';
      const outcome = !isTaken(one)
        ? one.outcome
        : before === ''
          ? ('new' as const)
          : before === after
            ? ('confirmed' as const)
            : ('changed' as const);
      return {
        field: one.field,
        label: labels[one.field] ?? one.field,
        line: one.line,
        outcome,
        reason: one.outcome === 'refused' ? one.reason : null,
        at: one.outcome === 'refused' ? one.at : null,
        before,
        after,
      };
    });
    const title = titleFieldOf(shapes);
    const isUntitled =
      !isThere &&
      outcomes.some(isTaken) &&
      title !== null &&
      !outcomes.some((one) => isTaken(one) && one.field === title);
    if (isUntitled) {
      return refused(
        'no-title',
        fields.map((field) => (field.outcome === 'new' ? { ...field, outcome: 'refused', reason: 'no-title' } : field))
      );
    }
    return {
      uid,
      sides,
      outcomes,
      report: { type: uid, documentId, title: entry.title, line, isNew: !isThere, refusal: null, fields },
    };
  };

  /** What to write of a plan: texts put into what stands around them in the translation or, where that is of another build, in the source. */
  const dataOf = async ({ uid, sides, outcomes }: Plan, locale: Locale): Promise<Row> => {
    if (!sides) return {};
    const shapes = shapesOf(strapi, uid);
    const attributes = Object.fromEntries(attributesOf(schemaOf(strapi, uid)));
    const data: Row = {};
    for (const { field, targets } of outcomes.filter(isTaken)) {
      const shape = shapes[field];
      if (!shape) continue;
      const source = sides.source[field];
      const own = sides.own?.[field];
      data[field] = translatedValue(
        field,
        source,
        await baseOf(attributes[field]?.component, source, own, locale),
        shape,
        targets
      );
    }
    return data;
  };

  const namesOnly = (value: unknown): unknown =>
    isRow(value)
      ? { id: value.id, ...(value.__component === undefined ? {} : { __component: value.__component }) }
      : value;

  /** Components of the same build keep all but their texts; others are copied from the source. */
  const baseOf = async (
    component: string | undefined,
    source: unknown,
    own: unknown,
    locale: Locale
  ): Promise<unknown> => {
    const isList = Array.isArray(source);
    const isComponents =
      component !== undefined || (isList && source.some((one) => isRow(one) && '__component' in one));
    if (!isComponents) return own;
    if (isOfOneBuild(source, own)) return Array.isArray(own) ? own.map(namesOnly) : namesOnly(own);
    const values = (isList ? (source as unknown[]) : [source]).map((value) => ({
      uid: component ?? String((value as Row).__component),
      value,
    }));
    const exists = await relations().existingIn(values, locale);
    const copies = values.map(({ uid, value }) => relations().copyOf(uid, value, exists));
    return isList ? copies : copies[0];
  };

  /** Whoever saves one of these entries meanwhile waits until all is written. SQLite has one connection, which does the same. */
  const hold = async (entries: readonly HandedInEntry[]): Promise<void> => {
    if (strapi.db.dialect.client !== 'postgres') return;
    for (const uid of localisedTypesOf(strapi)) {
      const ids = entries.filter(({ type }) => type === uid).map(({ documentId }) => documentId);
      if (ids.length === 0) continue;
      const { tableName } = strapi.db.metadata.get(uid);
      const marks = ids.map(() => '?').join(',');
      await rowsOf(strapi, `SELECT id FROM ${tableName} WHERE document_id IN (${marks}) ORDER BY id FOR UPDATE`, ids);
    }
  };

  const plansOf = async (
    entries: readonly HandedInEntry[],
    locales: { readonly sourceLocale: Locale; readonly targetLocale: Locale },
    mayWrite: MayWrite
  ): Promise<Plan[]> => {
    const sides = new Map<string, Sides>();
    const labels = new Map<string, Readonly<Record<string, string>>>();
    for (const uid of localisedTypesOf(strapi)) {
      const ids = entries.filter(({ type }) => type === uid).map(({ documentId }) => documentId);
      if (ids.length === 0) continue;
      labels.set(uid, await serviceOf(strapi, 'desk').labelsOf(uid));
      const found = await readSides(uid, ids, locales.targetLocale, shapesOf(strapi, uid));
      for (const [id, both] of found) sides.set(`${uid}:${id}`, both);
    }
    return entries.map((entry) =>
      planOf(entry, sides.get(`${entry.type}:${entry.documentId}`), locales, labels.get(entry.type) ?? {}, mayWrite)
    );
  };

  const write = async (plan: Plan, locale: Locale): Promise<void> => {
    const taken = plan.outcomes.filter(isTaken);
    if (taken.length === 0) return;
    const { documentId, title, line } = plan.report;
    const data = await dataOf(plan, locale);
    try {
      await strapi.documents(plan.uid as never).update({ documentId, locale, data } as never);
    } catch (error) {
      if (!(error instanceof errors.ValidationError)) throw error;
      return refuse('file', { key: 'not-saved', values: { line, title, reason: error.message } });
    }
    const confirmed = taken.filter(({ isConfirmed }) => isConfirmed).map(({ field }) => field);
    if (confirmed.length > 0) {
      await serviceOf(strapi, 'translations').confirm(plan.uid, documentId, locale, confirmed);
    }
  };

  return {
    /**
     * What is missing or outdated in a language, as XLIFF.
     *
     * @throws ValidationError where there is nothing to hand out
     */
    async handOut({
      types,
      search,
      states,
      sourceLocale,
      locale,
      chosen: wanted = [],
    }: HandOutQuery): Promise<HandOutAnswer> {
      const found = await serviceOf(strapi, 'desk').find(
        { types, search, states, locales: [locale], page: 1, pageSize: 1 },
        MOST_ENTRIES + 1,
        sourceLocale,
        wanted
      );
      const entries: HandedOutEntry[] = [];
      const chosen = found.slice(0, MOST_ENTRIES);
      for (const uid of types) {
        const mine = chosen.filter(({ type }) => type === uid);
        if (mine.length === 0) continue;
        const shapes = shapesOf(strapi, uid);
        const labels = await serviceOf(strapi, 'desk').labelsOf(uid);
        const sides = await readSides(
          uid,
          mine.map(({ documentId }) => documentId),
          locale,
          shapes
        );
        for (const { documentId, outdatedFields } of mine) {
          const both = sides.get(documentId);
          const entry = both && handedOut(uid, documentId, both, shapes, outdatedFields, labels);
          if (entry) entries.push(entry);
        }
      }
      if (entries.length === 0) {
        return refuse('locale', { key: 'nothing-to-hand-out', values: { source: sourceLocale, target: locale } });
      }
      const day = new Date().toISOString().slice(0, 10);
      return {
        name: `${sourceLocale}-${locale}-${day}.xlf`,
        xliff: writeXliff({ sourceLocale, targetLocale: locale, entries }),
        entries: entries.length,
        units: entries.reduce((sum, { units }) => sum + units.length, 0),
        isMore: found.length > MOST_ENTRIES,
      };
    },

    /**
     * Takes translations in, as drafts, in one transaction: all that fits what is there now, and nothing else. A dry run says the same
     * and writes nothing.
     *
     * @param wanted the language that is meant; null for the one that the file names
     * @throws ValidationError with the line, where the file cannot be read
     */
    async handIn(
      text: string,
      {
        isDryRun,
        wanted,
        mayWrite,
      }: { readonly isDryRun: boolean; readonly wanted: Locale | null; readonly mayWrite: MayWrite }
    ): Promise<HandInReport> {
      const reading = readXliff(text);
      if (!reading.ok) {
        const { line } = reading.problem;
        return refuse('file', { key: 'at-line', values: { line, reason: say(reading.problem) } });
      }
      const { sourceLocale, targetLocale, entries } = reading.handIn;
      const { locales } = await siteOf(strapi).current();
      const values = { source: sourceLocale, target: targetLocale, locales: locales.join(', ') };
      if (!locales.includes(targetLocale)) return refuse('file', { key: 'unknown-target', values });
      if (wanted !== null && wanted !== targetLocale) {
        return refuse('file', { key: 'other-target', values: { ...values, wanted } });
      }
      if (!locales.includes(sourceLocale)) return refuse('file', { key: 'unknown-source', values });
      const take = async (): Promise<Plan[]> => {
        if (!isDryRun) await hold(entries);
        const plans = await plansOf(entries, { sourceLocale, targetLocale }, mayWrite);
        if (!isDryRun) for (const plan of plans) await write(plan, targetLocale);
        return plans;
      };
      const plans = await (isDryRun ? take() : inTransaction(strapi, take));
      const outcomes = plans.flatMap(({ report }) => report.fields.map(({ outcome }) => outcome));
      return {
        sourceLocale,
        targetLocale,
        isWritten: !isDryRun,
        taken: outcomes.filter((outcome) => ['new', 'changed', 'confirmed'].includes(outcome)).length,
        refused:
          outcomes.filter((outcome) => outcome === 'refused').length +
          plans.filter(({ report }) => report.refusal !== null && report.fields.length === 0).length,
        untouched: outcomes.filter((outcome) => outcome === 'untouched').length,
        entries: plans.map(({ report }) => report),
      };
    },
  };
};
