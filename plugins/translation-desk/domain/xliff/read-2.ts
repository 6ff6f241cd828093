import { wordsOf } from './inline';
import { STAMPS } from './names';
import type { Dialect } from './read-entries';
import { inlinesOf } from './read-inlines';
import { Unreadable } from './unreadable';
import { elements, plainText, type Node } from './xml-tree';

const isTouched = ({ attributes }: Node): boolean => (attributes.state ?? 'initial') !== 'initial';

/**
 * The `target` of a segment. What stands between segments stays as it is; of a segment that a tool merged into another one, an empty
 * target is left that is said to be done.
 */
const targetOf = (part: Node): { readonly node: Node | null; readonly isThere: boolean } => {
  const node = elements(part, 'target')[0] ?? (part.name === 'ignorable' ? elements(part, 'source')[0] : undefined);
  const isThere = node !== undefined && (plainText(node) !== '' || isTouched(part));
  return { node: node ?? null, isThere };
};

const stampsOf = (file: Node): Record<string, string> => {
  const groups = elements(file, 'mda:metadata').flatMap((metadata) => elements(metadata, 'mda:metaGroup'));
  const ours = groups.filter(({ attributes }) => attributes.category === STAMPS);
  const metas = ours.flatMap((group) => elements(group, 'mda:meta'));
  return Object.fromEntries(metas.map((meta) => [meta.attributes.type ?? '', plainText(meta).trim()]));
};

const readUnit: Dialect['readUnit'] = (node) => {
  const { id } = node.attributes;
  if (!id) throw new Unreadable(node.line, 'unit-without-id');
  const parts = elements(node).filter(({ name }) => name === 'segment' || name === 'ignorable');
  if (parts.length === 0) throw new Unreadable(node.line, 'unit-without-segment', { unit: id });
  const targets = parts
    .map((part, index) => ({ ...targetOf(part), place: index + 1 }))
    .map(({ node: target, isThere, place }) => ({ target, isThere, place: Number(target?.attributes.order ?? place) }))
    .sort((one, other) => one.place - other.place);
  const isWhole = targets.every(({ isThere }) => isThere);
  const target = isWhole ? inlinesOf(targets.flatMap((one) => one.target ?? [])) : null;
  return {
    id,
    source: inlinesOf(parts.flatMap((part) => elements(part, 'source'))),
    target: target && wordsOf(target).trim() !== '' ? target : null,
    isTouched: parts.filter(({ name }) => name === 'segment').every(isTouched),
  };
};

/** XLIFF 2.0, 2.1 and 2.2. */
export const XLIFF_2_DIALECT: Dialect = {
  unit: 'unit',
  nameOf: ({ attributes: { id = '', original = '' } }) => ({ id, title: original }),
  stampsOf,
  readUnit,
};
