import type { Locale } from '../../../../domain/locale-choice';
import { relationGap } from '../../../../domain/relation-gap';
import type { Row, Strapi } from '../../strapi';
import { readDrafts, sourceLocaleOf } from './drafts';
import { existingOf, type Exists } from './existing';
import { placesIn, titleField, type Place } from './places';

/** An entry that another one is connected with. */
export interface Related {
  readonly type: string;
  readonly documentId: string;
  readonly title: string;
  /** The field that the title stands in; null where it has none. */
  readonly titleField: string | null;
}

/** Where a relation of an entry, or of a component in it, is another one in a translation than in the source. */
export interface RelationGap {
  /** Where: `materials`, `boxes.0.materials`. */
  readonly path: string;
  /** In the source, not in the translation, and there in its language. */
  readonly missing: readonly Related[];
  /** In the source, and not there in the translation's language. */
  readonly absent: readonly Related[];
  /** In the translation, and no longer in the source. */
  readonly surplus: readonly Related[];
}

const idOf = (row: Row): string => String(row.documentId);

const relatedOf = (strapi: Strapi, uid: string, row: Row): Related => {
  const title = titleField(strapi, uid);
  const name = title ? row[title] : null;
  return { type: uid, documentId: idOf(row), title: typeof name === 'string' ? name : idOf(row), titleField: title };
};

/** One place of the source beside the same of the translation. */
const gapAt = (strapi: Strapi, { path, uid, isMany, related }: Place, mine: Row[], exists: Exists): RelationGap => {
  const ids = related.map(idOf);
  const own = mine.map(idOf);
  // One other is another choice, not a gap.
  const isOtherChoice = !isMany && own.length > 0;
  const gap = isOtherChoice
    ? { missing: [], absent: [] }
    : relationGap(ids, own, new Set(ids.filter((id) => exists(uid, id))));
  const surplus = isOtherChoice && ids.length > 0 ? [] : own.filter((id) => !ids.includes(id));
  const named = (some: readonly string[], rows: readonly Row[]): Related[] =>
    some.flatMap((id) => rows.filter((row) => idOf(row) === id).slice(0, 1)).map((row) => relatedOf(strapi, uid, row));
  return {
    path,
    missing: named(gap.missing, related),
    absent: named(gap.absent, related),
    surplus: named(surplus, mine),
  };
};

/** Where a translation's relations are others than its source's. */
export const gapsOf = async (
  strapi: Strapi,
  uid: string,
  documentId: string,
  locale: Locale
): Promise<{ readonly sourceLocale: Locale; readonly gaps: readonly RelationGap[] }> => {
  const sourceLocale = await sourceLocaleOf(strapi, uid, documentId);
  if (sourceLocale === locale) return { sourceLocale, gaps: [] };
  const drafts = await readDrafts(strapi, uid, documentId, [sourceLocale, locale]);
  // The entry's own first, then those of its boxes.
  const source = placesIn(strapi, uid, drafts.get(sourceLocale)).sort(
    (one, other) => Number(one.path.includes('.')) - Number(other.path.includes('.'))
  );
  const own = drafts.get(locale);
  const ownPlaces = new Map(placesIn(strapi, uid, own).map((place) => [place.path, place]));
  const exists = await existingOf(strapi, source, locale);
  const gaps = source.flatMap((place) => {
    const mine = ownPlaces.get(place.path);
    // A box that the translation does not have, or that is another one there, is a matter of its text.
    if (own ? mine?.uid !== place.uid : place.path.includes('.')) return [];
    const gap = gapAt(strapi, place, mine?.related ?? [], exists);
    return gap.missing.length + gap.absent.length + gap.surplus.length > 0 ? [gap] : [];
  });
  return { sourceLocale, gaps };
};
