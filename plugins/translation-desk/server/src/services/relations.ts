import type { Locale } from '../../../domain/locale-choice';
import { relationGap } from '../../../domain/relation-gap';
import { TABLES } from '../database';
import { hasDrafts, isLocalised, isRow, rowsOf, schemaOf, siteOf, type Row, type Strapi } from '../strapi';
import { attributesOf, shapesOf, titleFieldOf, type Attribute } from '../translatable';

/** An entry that another one is connected with. */
export interface Related {
  readonly type: string;
  readonly documentId: string;
  readonly title: string;
}

/** A relation of an entry, or of a component in it, that a translation has less of than the source. */
export interface RelationGap {
  /** Where: `materials`, `boxes.0.materials`. */
  readonly path: string;
  readonly missing: readonly Related[];
  readonly absent: readonly Related[];
}

/** A relation of an entry or of a component in it, and what it leads to. */
interface Place {
  readonly path: string;
  readonly uid: string;
  readonly isMany: boolean;
  readonly related: Row[];
}

type Exists = (uid: string, documentId: string) => boolean;

const listOf = (value: unknown): Row[] => (Array.isArray(value) ? value : [value]).filter(isRow);

type OwnRelation = Attribute & { readonly target: string };

/** Relations that an entry or component has for itself, to content of the site. The other side of a relation follows from its first. */
const isOwnRelation = (attribute: Attribute): attribute is OwnRelation =>
  attribute.type === 'relation' && attribute.target?.startsWith('api::') === true && attribute.mappedBy === undefined;

const isMany = ({ relation }: Attribute): boolean => relation?.endsWith('ToMany') === true;

/**
 * Strapi keeps relations for each language apart. This keeps them together: it finds what a translation lacks, and takes it over where the
 * other entry is there in that language.
 */
export const createRelations = (strapi: Strapi) => {
  const relationsOf = (uid: string): [string, OwnRelation][] =>
    attributesOf(schemaOf(strapi, uid)).filter((pair): pair is [string, OwnRelation] => isOwnRelation(pair[1]));

  const titleField = (uid: string): string | null => titleFieldOf(shapesOf(strapi, uid));

  /** What to read of a component, so that it can be written again in another language. */
  const populateOf = (uid: string, within: readonly string[] = []): Row => {
    if (within.includes(uid)) return {};
    const inside = [...within, uid];
    return Object.fromEntries(
      attributesOf(schemaOf(strapi, uid)).flatMap(([name, attribute]): [string, unknown][] => {
        const { type, component, components } = attribute;
        if (isOwnRelation(attribute)) {
          const title = titleField(attribute.target);
          return [[name, { select: ['documentId', 'locale', ...(title ? [title] : [])] }]];
        }
        if (type === 'media') return [[name, { select: ['id'] }]];
        if (type === 'component' && component) return [[name, { populate: populateOf(component, inside) }]];
        if (type === 'dynamiczone') {
          const on = (components ?? []).map((one) => [one, { populate: populateOf(one, inside) }]);
          return [[name, { on: Object.fromEntries(on) }]];
        }
        return [];
      })
    );
  };

  /** Relations of an entry and of the components in it, with the place where each stands. */
  const placesIn = (uid: string, value: unknown, prefix = ''): Place[] => {
    if (!isRow(value)) return [];
    return attributesOf(schemaOf(strapi, uid)).flatMap(([name, attribute]) => {
      const { type, component } = attribute;
      const here = `${prefix}${name}`;
      const inside = value[name];
      if (isOwnRelation(attribute)) {
        return [{ path: here, uid: attribute.target, isMany: isMany(attribute), related: listOf(inside ?? []) }];
      }
      if (type === 'component' && component) {
        return Array.isArray(inside)
          ? inside.flatMap((one, index) => placesIn(component, one, `${here}.${index}.`))
          : placesIn(component, inside, `${here}.`);
      }
      if (type === 'dynamiczone') {
        return listOf(inside ?? []).flatMap((one, index) =>
          placesIn(String(one.__component), one, `${here}.${index}.`)
        );
      }
      return [];
    });
  };

  /** Which of some entries are there in a language: one query for each content type. */
  const whichExist = async (wanted: ReadonlyMap<string, ReadonlySet<string>>, locale: Locale): Promise<Exists> => {
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

  const wantedBy = (places: readonly { uid: string; related: Row[] }[]): Map<string, Set<string>> => {
    const wanted = new Map<string, Set<string>>();
    for (const { uid, related } of places) {
      const ids = wanted.get(uid) ?? new Set<string>();
      wanted.set(uid, ids);
      for (const { documentId } of related) ids.add(String(documentId));
    }
    return wanted;
  };

  const sourceLocaleOf = async (uid: string, documentId: string): Promise<Locale> => {
    const [known] = await rowsOf(
      strapi,
      `SELECT source_locale FROM ${TABLES.entries} WHERE content_type = ? AND document_id = ?`,
      [uid, documentId]
    );
    return known ? String(known.source_locale) : (await siteOf(strapi).current()).defaultLocale;
  };

  /** The versions of an entry as they are edited now, by language. */
  const readDrafts = async (uid: string, documentId: string, locales: readonly Locale[]): Promise<Map<Locale, Row>> => {
    const rows = (await strapi.db.query(uid).findMany({
      where: { documentId, locale: { $in: [...locales] } },
      populate: populateOf(uid),
      orderBy: { id: 'asc' },
    })) as Row[];
    const drafts = new Map<Locale, Row>();
    for (const row of rows) {
      if (!row.publishedAt || !drafts.has(String(row.locale))) drafts.set(String(row.locale), row);
    }
    return drafts;
  };

  const relatedOf = (uid: string, row: Row): Related => {
    const title = titleField(uid);
    const documentId = String(row.documentId);
    return { type: uid, documentId, title: title && typeof row[title] === 'string' ? row[title] : documentId };
  };

  const gapsOf = async (uid: string, documentId: string, locale: Locale): Promise<RelationGap[]> => {
    const sourceLocale = await sourceLocaleOf(uid, documentId);
    if (sourceLocale === locale) return [];
    const drafts = await readDrafts(uid, documentId, [sourceLocale, locale]);
    // The entry's own first, then those of its boxes.
    const source = placesIn(uid, drafts.get(sourceLocale)).sort(
      (one, other) => Number(one.path.includes('.')) - Number(other.path.includes('.'))
    );
    const own = drafts.get(locale);
    const ownPlaces = new Map(placesIn(uid, own).map((place) => [place.path, place]));
    const exists = await whichExist(wantedBy(source), locale);
    return source.flatMap(({ path, uid: target, isMany: takesMany, related }) => {
      const mine = ownPlaces.get(path);
      // A box that the translation does not have, or that is another one there, is a matter of its text.
      if (own ? mine?.uid !== target : path.includes('.')) return [];
      // One other is another choice, not a gap.
      if (!takesMany && (mine?.related.length ?? 0) > 0) return [];
      const idOf = (row: Row): string => String(row.documentId);
      const ids = related.map(idOf);
      const gap = relationGap(ids, mine?.related.map(idOf) ?? [], new Set(ids.filter((id) => exists(target, id))));
      const named = (some: readonly string[]) =>
        some.flatMap((id) => {
          const row = related.find((one) => idOf(one) === id);
          return row ? [relatedOf(target, row)] : [];
        });
      const [missing, absent] = [named(gap.missing), named(gap.absent)];
      return missing.length + absent.length > 0 ? [{ path, missing, absent }] : [];
    });
  };

  /** @returns a component's value as another language can have it: without ids, related entries only where they are there */
  const copyOf = (uid: string, value: unknown, exists: Exists): unknown => {
    if (!isRow(value)) return null;
    const copy: Row = typeof value.__component === 'string' ? { __component: value.__component } : {};
    for (const [name, attribute] of attributesOf(schemaOf(strapi, uid))) {
      const { type, component } = attribute;
      const inside = value[name];
      if (inside === undefined || inside === null) continue;
      if (type === 'relation') {
        if (!isOwnRelation(attribute)) continue;
        const { target } = attribute;
        const ids = listOf(inside).map(({ documentId }) => String(documentId));
        const there = ids.filter((id) => exists(target, id));
        copy[name] = isMany(attribute) ? there : (there[0] ?? null);
      } else if (type === 'media') {
        const ids = listOf(inside).map(({ id }) => id);
        copy[name] = Array.isArray(inside) ? ids : ids[0];
      } else if (type === 'component' && component) {
        copy[name] = Array.isArray(inside)
          ? inside.map((one) => copyOf(component, one, exists))
          : copyOf(component, inside, exists);
      } else if (type === 'dynamiczone') {
        copy[name] = listOf(inside).map((one) => copyOf(String(one.__component), one, exists));
      } else copy[name] = inside;
    }
    return copy;
  };

  /** What stands in a form or request for a relation that nobody has touched. */
  const isUntouched = (given: unknown): boolean =>
    given === undefined ||
    (isRow(given) &&
      given.set === undefined &&
      listOf(given.connect ?? []).length === 0 &&
      listOf(given.disconnect ?? []).length === 0);

  /** Puts related entries at one place of an entry's data. @returns false where the place is not there */
  const isPut = (data: Row, own: Row, path: string, ids: readonly string[], uid: string): boolean => {
    const [name = '', ...rest] = path.split('.');
    const attribute = Object.fromEntries(attributesOf(schemaOf(strapi, uid)))[name];
    if (!attribute) return false;
    if (rest.length === 0) {
      data[name] = { connect: ids.map((documentId) => ({ documentId })) };
      return true;
    }
    // Components are named by their ids: what is not named of them stays as it is.
    const pick = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(pick)
        : isRow(value)
          ? { id: value.id, ...(value.__component === undefined ? {} : { __component: value.__component }) }
          : value;
    data[name] ??= pick(own[name]);
    const isList = Array.isArray(own[name]);
    const index = isList ? Number(rest[0]) : 0;
    const [part, ownPart] = isList
      ? [(data[name] as Row[])[index], (own[name] as Row[])[index]]
      : [data[name] as Row, own[name] as Row];
    const component = attribute.component ?? String(ownPart?.__component);
    return part !== undefined && ownPart !== undefined
      ? isPut(part, ownPart, rest.slice(isList ? 1 : 0).join('.'), ids, component)
      : false;
  };

  return {
    /** What a field's components must be read with to be copied. */
    populateOf,

    copyOf,

    /** Which related entries in some values are there in a language. */
    existingIn: (values: readonly { uid: string; value: unknown }[], locale: Locale): Promise<Exists> =>
      whichExist(wantedBy(values.flatMap(({ uid, value }) => placesIn(uid, value))), locale),

    /** Where a translation has less related entries than its source. */
    gaps: gapsOf,

    /**
     * Fills in, for a language that an entry is about to get, what its source is connected with and nobody has said otherwise.
     *
     * @param data what is about to be written; relations are added to it
     */
    async carry(uid: string, documentId: string, locale: Locale, data: Row): Promise<void> {
      const untouched = relationsOf(uid).filter(([name]) => isUntouched(data[name]));
      if (untouched.length === 0) return;
      const versions = (await strapi.db.query(uid).findMany({ select: ['locale'], where: { documentId } })) as Row[];
      if (versions.length === 0 || versions.some((row) => row.locale === locale)) return;
      const source = (await readDrafts(
        uid,
        documentId,
        versions.map((row) => String(row.locale))
      )) as Map<Locale, Row>;
      const [from] = [source.get(await sourceLocaleOf(uid, documentId)), ...source.values()].filter(isRow);
      const places = placesIn(uid, from).filter(({ path }) => !path.includes('.'));
      const exists = await whichExist(wantedBy(places), locale);
      for (const [name, attribute] of untouched) {
        const { related = [] } = places.find(({ path }) => path === name) ?? {};
        const ids = related.map((row) => String(row.documentId)).filter((id) => exists(attribute.target, id));
        if (ids.length > 0) data[name] = isMany(attribute) ? ids : ids[0];
      }
    },

    /**
     * Takes over, into a translation's draft, every related entry that is there in its language.
     *
     * @returns how many; 0 where there is nothing to take
     */
    async takeOver(uid: string, documentId: string, locale: Locale): Promise<number> {
      const gaps = (await gapsOf(uid, documentId, locale)).filter(({ missing }) => missing.length > 0);
      const own = (await readDrafts(uid, documentId, [locale])).get(locale);
      if (!own || gaps.length === 0) return 0;
      const data: Row = {};
      const taken = gaps.filter(({ path, missing }) =>
        isPut(
          data,
          own,
          path,
          missing.map((one) => one.documentId),
          uid
        )
      );
      await strapi.documents(uid as never).update({ documentId, locale, data } as never);
      return taken.reduce((sum, { missing }) => sum + missing.length, 0);
    },
  };
};
