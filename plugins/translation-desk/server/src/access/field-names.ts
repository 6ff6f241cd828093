import type { FieldShape } from '../../../domain/field-shape';

const leavesOf = (name: string, shape: FieldShape): readonly string[] =>
  shape.kind === 'component'
    ? Object.entries(shape.fields).flatMap(([part, inner]) => leavesOf(`${name}.${part}`, inner))
    : [name];

/** A field's texts as Strapi's permissions name them: each part of a component for itself, a dynamic zone as one. */
export const permissionNamesOf = (field: string, shape: FieldShape | undefined): readonly string[] =>
  shape ? leavesOf(field, shape) : [field];

/** The field that a place in an entry belongs to, as permissions name it: `publishers.0.topics` is `publishers.topics`. */
export const permissionNameOfPlace = (path: string, isZone: boolean): string => {
  const [field = '', ...rest] = path.split('.').filter((part) => !/^\d+$/.test(part));
  return isZone ? field : [field, ...rest].join('.');
};
