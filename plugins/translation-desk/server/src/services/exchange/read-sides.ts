import type { FieldShapes } from '../../../../domain/field-shape';
import type { Sides } from '../../../../domain/field-work';
import type { Locale } from '../../../../domain/locale-choice';
import { partsOf } from '../../../../domain/parts';
import type { FieldsParts } from '../../../../domain/translation-note';
import { FULL_ACCESS, type AccessOf } from '../../access/entry-access';
import { fingerprintsOf } from '../../fingerprint';
import { serviceOf, type Row, type Strapi } from '../../strapi';
import { shapesOf } from '../../translatable';

/** So many entries are read at once. */
const BATCH_SIZE = 50;

/** An entry's source and its translation, with what stands beside the texts in components. */
export interface EntrySides extends Sides {
  readonly sourceLocale: Locale;
  readonly source: Row;
  readonly own: Row | null;
  /** Fields with texts that whoever asks may not read: they are not among the shapes. */
  readonly hidden: ReadonlySet<string>;
}

interface Pair {
  readonly documentId: string;
  readonly sourceLocale: Locale;
  readonly source: Row;
  readonly own: Row | null;
}

const partNames = (fields: FieldsParts): Sides['sourceParts'] =>
  Object.fromEntries(Object.entries(fields).map(([field, { parts }]) => [field, parts]));

const pick = (shapes: FieldShapes, names: readonly string[]): FieldShapes =>
  Object.fromEntries(Object.entries(shapes).filter(([name]) => names.includes(name)));

/** Reads entries of a content type in their source's language and in another one. */
export const createSidesReader = (strapi: Strapi) => {
  const readRows = async (
    uid: string,
    documentIds: readonly string[],
    locales: readonly Locale[],
    shapes: FieldShapes
  ): Promise<Row[]> => {
    const all = serviceOf(strapi, 'relations').populateOf(uid);
    const select = Object.entries(shapes).flatMap(([name, { kind }]) =>
      kind === 'plain' || kind === 'mentioning' || kind === 'blocks' ? [name] : []
    );
    return (await strapi.db.query(uid).findMany({
      select: ['id', 'documentId', 'locale', 'publishedAt', ...select],
      where: { documentId: { $in: [...documentIds] }, locale: { $in: [...locales] } },
      populate: Object.fromEntries(Object.entries(all).filter(([name]) => name in shapes)),
      orderBy: { id: 'asc' },
    })) as Row[];
  };

  const readPairs = async (
    uid: string,
    documentIds: readonly string[],
    locale: Locale,
    shapes: FieldShapes
  ): Promise<Pair[]> => {
    const sources = await serviceOf(strapi, 'translations').sourceLocalesOf(uid, documentIds);
    const rows = await readRows(uid, documentIds, [...new Set([locale, ...sources.values()])], shapes);
    const versionOf = (documentId: string, language: Locale): Row | null => {
      const versions = rows.filter((row) => row.documentId === documentId && row.locale === language);
      return versions.find(({ publishedAt }) => !publishedAt) ?? versions[0] ?? null;
    };
    return documentIds.flatMap((documentId) => {
      const sourceLocale = sources.get(documentId);
      const source = sourceLocale ? versionOf(documentId, sourceLocale) : null;
      return sourceLocale && source ? [{ documentId, sourceLocale, source, own: versionOf(documentId, locale) }] : [];
    });
  };

  const readBatch = async (uid: string, documentIds: readonly string[], locale: Locale, accessOf: AccessOf) => {
    const all = shapesOf(strapi, uid);
    const { mayRead } = await accessOf(uid, documentIds);
    const pairs = (await readPairs(uid, documentIds, locale, all))
      .map((pair) => {
        const isReadable = (field?: string): boolean =>
          [pair.sourceLocale, locale].every((language) => mayRead(pair.documentId, language, field));
        const names = Object.keys(all);
        const shown = names.filter(isReadable);
        return {
          ...pair,
          isReadable: isReadable(),
          shapes: shown.length === names.length ? all : pick(all, shown),
          hidden: new Set(names.filter((field) => !shown.includes(field))),
        };
      })
      .filter(({ isReadable }) => isReadable);
    const ownParts = new Map(
      pairs.map(({ documentId, own }) => [documentId, fingerprintsOf(partsOf(own, all))] as const)
    );
    const origins = await serviceOf(strapi, 'translations').originsOf(uid, locale, ownParts);
    return pairs.map(({ documentId, isReadable: _is, ...pair }): [string, EntrySides] => [
      documentId,
      {
        ...pair,
        sourceParts: partNames(fingerprintsOf(partsOf(pair.source, pair.shapes))),
        origins: origins.get(documentId) ?? {},
      },
    ]);
  };

  /** @returns the entries that are there and that may be read, by documentId */
  return async (
    uid: string,
    documentIds: readonly string[],
    locale: Locale,
    accessOf: AccessOf = FULL_ACCESS
  ): Promise<Map<string, EntrySides>> => {
    const sides = new Map<string, EntrySides>();
    for (let at = 0; at < documentIds.length; at += BATCH_SIZE) {
      const batch = documentIds.slice(at, at + BATCH_SIZE);
      for (const [id, both] of await readBatch(uid, batch, locale, accessOf)) sides.set(id, both);
    }
    return sides;
  };
};
