import { isRow, schemaOf, type Row, type Strapi } from '../../strapi';
import { attributesOf, shapesOf, titleFieldOf, type Attribute } from '../../translatable';

/** A relation of an entry or of a component in it, and what it leads to. */
export interface Place {
  /** Where: `materials`, `boxes.0.materials`. */
  readonly path: string;
  /** The content type of what it leads to. */
  readonly uid: string;
  readonly isMany: boolean;
  readonly related: Row[];
}

export const listOf = (value: unknown): Row[] => (Array.isArray(value) ? value : [value]).filter(isRow);

export type OwnRelation = Attribute & { readonly target: string };

/** Strapi's own relation of an entry to its other languages. */
const LANGUAGES = 'localizations';

/** Relations that an entry or component has for itself, to content of the site. The other side of a relation follows from its first. */
export const isOwnRelation = (name: string, attribute: Attribute): attribute is OwnRelation =>
  name !== LANGUAGES &&
  attribute.type === 'relation' &&
  attribute.target?.startsWith('api::') === true &&
  attribute.mappedBy === undefined;

export const isMany = ({ relation }: Attribute): boolean => relation?.endsWith('ToMany') === true;

export const titleField = (strapi: Strapi, uid: string): string | null => titleFieldOf(shapesOf(strapi, uid));

export const relationsOf = (strapi: Strapi, uid: string): [string, OwnRelation][] =>
  attributesOf(schemaOf(strapi, uid)).flatMap(([name, attribute]): [string, OwnRelation][] =>
    isOwnRelation(name, attribute) ? [[name, attribute]] : []
  );

/** What to read of a component, so that it can be written again in another language. */
export const populateOf = (strapi: Strapi, uid: string, within: readonly string[] = []): Row => {
  if (within.includes(uid)) return {};
  const inside = [...within, uid];
  return Object.fromEntries(
    attributesOf(schemaOf(strapi, uid)).flatMap(([name, attribute]): [string, unknown][] => {
      const { type, component, components } = attribute;
      if (isOwnRelation(name, attribute)) {
        const title = titleField(strapi, attribute.target);
        return [[name, { select: ['documentId', 'locale', ...(title ? [title] : [])] }]];
      }
      if (type === 'media') return [[name, { select: ['id'] }]];
      if (type === 'component' && component) return [[name, { populate: populateOf(strapi, component, inside) }]];
      if (type === 'dynamiczone') {
        const on = (components ?? []).map((one) => [one, { populate: populateOf(strapi, one, inside) }]);
        return [[name, { on: Object.fromEntries(on) }]];
      }
      return [];
    })
  );
};

/** Relations of an entry and of the components in it, with the place where each stands. */
export const placesIn = (strapi: Strapi, uid: string, value: unknown, prefix = ''): Place[] => {
  if (!isRow(value)) return [];
  return attributesOf(schemaOf(strapi, uid)).flatMap(([name, attribute]) => {
    const { type, component } = attribute;
    const here = `${prefix}${name}`;
    const inside = value[name];
    if (isOwnRelation(name, attribute)) {
      return [{ path: here, uid: attribute.target, isMany: isMany(attribute), related: listOf(inside ?? []) }];
    }
    if (type === 'component' && component) {
      return Array.isArray(inside)
        ? inside.flatMap((one, index) => placesIn(strapi, component, one, `${here}.${index}.`))
        : placesIn(strapi, component, inside, `${here}.`);
    }
    if (type === 'dynamiczone') {
      return listOf(inside ?? []).flatMap((one, index) =>
        placesIn(strapi, String(one.__component), one, `${here}.${index}.`)
      );
    }
    return [];
  });
};
