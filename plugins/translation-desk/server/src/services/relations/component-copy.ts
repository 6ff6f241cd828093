import { isRow, schemaOf, type Row, type Strapi } from '../../strapi';
import { attributesOf } from '../../translatable';
import type { Exists } from './existing';
import { isMany, isOwnRelation, listOf } from './places';

/** @returns a component's value as another language can have it: without ids, related entries only where they are there */
export const copyOf = (strapi: Strapi, uid: string, value: unknown, exists: Exists): unknown => {
  if (!isRow(value)) return null;
  const copy: Row = typeof value.__component === 'string' ? { __component: value.__component } : {};
  for (const [name, attribute] of attributesOf(schemaOf(strapi, uid))) {
    const { type, component } = attribute;
    const inside = value[name];
    if (inside === undefined || inside === null) continue;
    if (type === 'relation') {
      if (!isOwnRelation(name, attribute)) continue;
      const { target } = attribute;
      const ids = listOf(inside).map(({ documentId }) => String(documentId));
      const there = ids.filter((id) => exists(target, id));
      copy[name] = isMany(attribute) ? there : (there[0] ?? null);
    } else if (type === 'media') {
      const ids = listOf(inside).map(({ id }) => id);
      copy[name] = Array.isArray(inside) ? ids : ids[0];
    } else if (type === 'component' && component) {
      copy[name] = Array.isArray(inside)
        ? inside.map((one) => copyOf(strapi, component, one, exists))
        : copyOf(strapi, component, inside, exists);
    } else if (type === 'dynamiczone') {
      copy[name] = listOf(inside).map((one) => copyOf(strapi, String(one.__component), one, exists));
    } else copy[name] = inside;
  }
  return copy;
};
