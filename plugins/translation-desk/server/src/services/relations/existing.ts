import type { Locale } from '../../../../domain/locale-choice';
import { hasDrafts, isLocalised, schemaOf, type Row, type Strapi } from '../../strapi';
import type { Place } from './places';

export type Exists = (uid: string, documentId: string) => boolean;

/** Which of some entries are there in a language: one query for each content type. */
const whichExist = async (
  strapi: Strapi,
  wanted: ReadonlyMap<string, ReadonlySet<string>>,
  locale: Locale
): Promise<Exists> => {
  const found = new Map<string, Set<string>>();
  for (const [uid, ids] of wanted) {
    if (ids.size === 0) continue;
    const rows = (await strapi.db.query(uid).findMany({
      select: ['documentId'],
      where: {
        documentId: { $in: [...ids] },
        ...(isLocalised(schemaOf(strapi, uid)) ? { locale } : {}),
        ...(hasDrafts(strapi, uid) ? { publishedAt: { $null: true } } : {}),
      },
    })) as Row[];
    found.set(uid, new Set(rows.map(({ documentId }) => String(documentId))));
  }
  return (uid, documentId) => found.get(uid)?.has(documentId) === true;
};

const wantedBy = (places: readonly Pick<Place, 'uid' | 'related'>[]): Map<string, Set<string>> => {
  const wanted = new Map<string, Set<string>>();
  for (const { uid, related } of places) {
    const ids = wanted.get(uid) ?? new Set<string>();
    wanted.set(uid, ids);
    for (const { documentId } of related) ids.add(String(documentId));
  }
  return wanted;
};

/** Which of the entries that some places lead to are there in a language. */
export const existingOf = (strapi: Strapi, places: readonly Place[], locale: Locale): Promise<Exists> =>
  whichExist(strapi, wantedBy(places), locale);
