/** What kind of text a field holds. Parts of components are fields of their own, by name. */
export type FieldShape =
  /** One text, of at most so many characters. */
  | { readonly kind: 'plain'; readonly longest?: number }
  | { readonly kind: 'blocks' }
  | { readonly kind: 'component'; readonly fields: FieldShapes }
  /** A dynamic zone: the shapes of its components by uid. */
  | { readonly kind: 'zone'; readonly components: Readonly<Record<string, FieldShapes>> };

export type FieldShapes = Readonly<Record<string, FieldShape>>;

type Value = Readonly<Record<string, unknown>>;

const isValue = (value: unknown): value is Value =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** The words of a node of Strapi's Blocks and of what is in it; an image has those that stand for it. */
const wordsOf = (node: unknown): string => {
  if (!isValue(node)) return '';
  if (typeof node.text === 'string') return node.text;
  if (isValue(node.image)) return String(node.image.alternativeText ?? '');
  return listOf(node.children ?? [])
    .map(wordsOf)
    .join('');
};

/** One line for each paragraph, heading, quotation and item of a list. */
const linesOf = (node: unknown): string[] =>
  isValue(node) && node.type === 'list' ? listOf(node.children ?? []).flatMap(linesOf) : [wordsOf(node)];

const joined = (lines: readonly string[]): string => lines.filter((line) => line.trim() !== '').join('\n');

/**
 * What there is to translate in a field, as lines of plain text. Formatting, links' targets and pictures are not in it: they change
 * without any word to translate.
 */
export const textOf = (value: unknown, shape: FieldShape): string => {
  switch (shape.kind) {
    case 'plain':
      return typeof value === 'string' ? value.trim() : '';
    case 'blocks':
      return joined(listOf(value ?? []).flatMap(linesOf));
    case 'component':
      return joined(listOf(value ?? []).map((one) => joined(Object.values(textsOf(one, shape.fields)))));
    case 'zone':
      return joined(
        listOf(value ?? []).map((one) =>
          isValue(one) ? joined(Object.values(textsOf(one, shape.components[String(one.__component)] ?? {}))) : ''
        )
      );
  }
};

/** The texts of an entry or component, by field. */
export const textsOf = (entry: unknown, shapes: FieldShapes): Record<string, string> =>
  Object.fromEntries(
    Object.entries(shapes).map(([field, shape]) => [field, textOf(isValue(entry) ? entry[field] : null, shape)])
  );
