import type { Locale } from '../../../../domain/locale-choice';
import { isRow, type Row, type Strapi } from '../../strapi';
import { readDrafts, sourceLocaleOf } from './drafts';
import { existingOf } from './existing';
import { isMany, listOf, placesIn, relationsOf } from './places';

/** What stands in a form or request for a relation that nobody has touched. */
const isUntouched = (given: unknown): boolean =>
  given === undefined ||
  (isRow(given) &&
    given.set === undefined &&
    listOf(given.connect ?? []).length === 0 &&
    listOf(given.disconnect ?? []).length === 0);

/**
 * Fills in, for a language that an entry is about to get, what its source is connected with and nobody has said otherwise.
 *
 * @param data what is about to be written; relations are added to it
 */
export const beginWithRelations = async (
  strapi: Strapi,
  uid: string,
  documentId: string,
  locale: Locale,
  data: Row
): Promise<void> => {
  const untouched = relationsOf(strapi, uid).filter(([name]) => isUntouched(data[name]));
  if (untouched.length === 0) return;
  const versions = (await strapi.db.query(uid).findMany({ select: ['locale'], where: { documentId } })) as Row[];
  const locales = versions.map((row) => String(row.locale));
  if (locales.length === 0 || locales.includes(locale)) return;
  const drafts = await readDrafts(strapi, uid, documentId, locales);
  const sourceLocale = await sourceLocaleOf(strapi, uid, documentId);
  const [from] = [drafts.get(sourceLocale), ...drafts.values()].filter(isRow);
  const places = placesIn(strapi, uid, from).filter(({ path }) => !path.includes('.'));
  const exists = await existingOf(strapi, places, locale);
  for (const [name, attribute] of untouched) {
    const { related = [] } = places.find(({ path }) => path === name) ?? {};
    const ids = related.map((row) => String(row.documentId)).filter((id) => exists(attribute.target, id));
    if (ids.length > 0) data[name] = isMany(attribute) ? ids : ids[0];
  }
};
