import type { Locale } from '../../../../domain/locale-choice';
import { schemaOf, type Row, type Strapi } from '../../strapi';
import { attributesOf } from '../../translatable';
import { readDrafts } from './drafts';
import type { RelationGap } from './gaps';
import { namesOnly } from './names-only';

/** Puts related entries at one place of an entry's data. @returns false where the place is not there */
const isPut = (strapi: Strapi, data: Row, own: Row, path: string, ids: readonly string[], uid: string): boolean => {
  const [name = '', ...rest] = path.split('.');
  const attribute = Object.fromEntries(attributesOf(schemaOf(strapi, uid)))[name];
  if (!attribute) return false;
  if (rest.length === 0) {
    data[name] = { connect: ids.map((documentId) => ({ documentId })) };
    return true;
  }
  data[name] ??= Array.isArray(own[name]) ? own[name].map(namesOnly) : namesOnly(own[name]);
  const isList = Array.isArray(own[name]);
  const index = isList ? Number(rest[0]) : 0;
  const [part, ownPart] = isList
    ? [(data[name] as Row[])[index], (own[name] as Row[])[index]]
    : [data[name] as Row, own[name] as Row];
  const component = attribute.component ?? String(ownPart?.__component);
  return part !== undefined && ownPart !== undefined
    ? isPut(strapi, part, ownPart, rest.slice(isList ? 1 : 0).join('.'), ids, component)
    : false;
};

/**
 * Takes over, into a translation's draft, the related entries that it lacks.
 *
 * @param gaps those that have something to take over
 * @returns how many; 0 where there is nothing to take
 */
export const applyGaps = async (
  strapi: Strapi,
  uid: string,
  documentId: string,
  locale: Locale,
  gaps: readonly RelationGap[]
): Promise<number> => {
  const own = (await readDrafts(strapi, uid, documentId, [locale])).get(locale);
  if (!own || gaps.length === 0) return 0;
  const data: Row = {};
  const taken = gaps.filter(({ path, missing }) => {
    const ids = missing.map((one) => one.documentId);
    return isPut(strapi, data, own, path, ids, uid);
  });
  await strapi.documents(uid as never).update({ documentId, locale, data } as never);
  return taken.reduce((sum, { missing }) => sum + missing.length, 0);
};
