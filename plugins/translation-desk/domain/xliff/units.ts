import type { FieldShape, FieldShapes } from '../field-shape';
import { isCode, wordsOf, type Code, type Inline } from './inline';
import { inlinesOfText, textOfInlines } from './mentioning-text';

/** One text to translate: a field, or a paragraph, heading, quotation or list item of one. */
export interface Unit {
  /** Where it stands: `title`, `body.3`, `boxes.1.text.0`. The first part is the field. */
  readonly id: string;
  readonly source: readonly Inline[];
  /** The node or string that it is the text of. */
  readonly value: unknown;
  /** The most characters that it may have. */
  readonly longest?: number;
}

export const fieldOf = (unitId: string): string => unitId.split('.')[0] ?? unitId;

type Value = Readonly<Record<string, unknown>>;

const isValue = (value: unknown): value is Value =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const childrenOf = (node: Value): readonly Value[] =>
  Array.isArray(node.children) ? node.children.filter(isValue) : [];

/** A text's marks: everything about it but its words. */
const marksOf = ({ type: _type, text: _text, ...marks }: Value): Value => marks;

const isMarked = (node: Value): boolean =>
  Object.values(marksOf(node)).some((mark) => mark !== false && mark !== null && mark !== undefined);

interface Numbered {
  readonly inlines: readonly Inline[];
  /** The nodes that the codes stand for, by id. */
  readonly nodes: ReadonlyMap<string, Value>;
}

/** What is in a paragraph, with its marks and links as numbered codes. */
const numbered = (children: readonly Value[]): Numbered => {
  const nodes = new Map<string, Value>();
  const coded = (node: Value, kind: Code['kind'], inside: () => readonly Inline[]): Code => {
    const id = String(nodes.size + 1);
    nodes.set(id, node);
    const formats = kind === 'format' ? Object.keys(marksOf(node)).filter((mark) => node[mark] === true) : [];
    return { id, kind, ...(formats.length > 0 ? { formats } : {}), children: inside() };
  };
  const read = (node: Value): Inline[] => {
    if (typeof node.text === 'string') {
      const { text } = node;
      if (text === '') return [];
      return isMarked(node) ? [coded(node, 'format', () => [text])] : [text];
    }
    return [coded(node, 'link', () => childrenOf(node).flatMap(read))];
  };
  return { inlines: children.flatMap(read), nodes };
};

const isImage = (node: Value): boolean => node.type === 'image';

/** A list's items, and lists inside it, are texts of their own. */
const isList = (node: Value): boolean => node.type === 'list';

const unitsOfNode = (node: Value, id: string): Unit[] => {
  if (isList(node)) return childrenOf(node).flatMap((item, index) => unitsOfNode(item, `${id}.${index}`));
  if (isImage(node)) {
    const text = isValue(node.image) ? node.image.alternativeText : null;
    return typeof text === 'string' ? [{ id, source: [text], value: node }] : [];
  }
  return [{ id, source: numbered(childrenOf(node)).inlines, value: node }];
};

/** What is said of a file in the media library. */
export const FILE_TEXTS = ['alternativeText', 'caption'] as const;

const limitOf = ({ longest }: { readonly longest?: number }): Pick<Unit, 'longest'> =>
  longest === undefined ? {} : { longest };

const all = (value: unknown, shape: FieldShape, id: string): Unit[] => {
  switch (shape.kind) {
    case 'plain':
      return typeof value === 'string' ? [{ id, source: [value], value, ...limitOf(shape) }] : [];
    case 'mentioning':
      return typeof value === 'string'
        ? [{ id, source: inlinesOfText(value, shape.split), value, ...limitOf(shape) }]
        : [];
    case 'blocks':
      return (Array.isArray(value) ? value.filter(isValue) : []).flatMap((node, index) =>
        unitsOfNode(node, `${id}.${index}`)
      );
    case 'media':
      return (Array.isArray(value) ? value : [value]).filter(isValue).flatMap((file, index) =>
        FILE_TEXTS.flatMap((name) => {
          const text = file[name];
          return typeof text === 'string' ? [{ id: `${id}.${index}.${name}`, source: [text], value: text }] : [];
        })
      );
    case 'component':
      return Array.isArray(value)
        ? value.flatMap((one, index) => allIn(one, shape.fields, `${id}.${index}.`))
        : allIn(value, shape.fields, `${id}.`);
    case 'zone':
      return (Array.isArray(value) ? value.filter(isValue) : []).flatMap((one, index) =>
        allIn(one, shape.components[String(one.__component)] ?? {}, `${id}.${index}.`)
      );
  }
};

const allIn = (entry: unknown, shapes: FieldShapes, prefix: string): Unit[] =>
  isValue(entry) ? Object.entries(shapes).flatMap(([name, shape]) => all(entry[name], shape, prefix + name)) : [];

const hasWords = ({ source }: Unit): boolean => wordsOf(source).trim() !== '';

/** The texts to translate of an entry or component, in the order in which they are read. */
export const unitsOf = (entry: unknown, shapes: FieldShapes): readonly Unit[] =>
  allIn(entry, shapes, '').filter(hasWords);

/** Nodes of a translated paragraph: marks and links are those of the source, whatever the file says of them. */
const nodesOf = (inlines: readonly Inline[], nodes: ReadonlyMap<string, Value>, marks: Value = {}): Value[] =>
  inlines.flatMap((inline): Value[] => {
    if (!isCode(inline)) return inline === '' ? [] : [{ ...marks, type: 'text', text: inline }];
    const node = nodes.get(inline.id);
    if (!node) return nodesOf(inline.children, nodes, marks);
    if (node.type !== 'link') return nodesOf(inline.children, nodes, { ...marks, ...marksOf(node) });
    return [{ ...node, children: nodesOf(inline.children, nodes, marks) }];
  });

interface Targets {
  /** New texts, by unit. */
  readonly texts: ReadonlyMap<string, readonly Inline[]>;
  /** Nodes and strings of the translation that stay as they are, by unit of the source. */
  readonly kept: ReadonlyMap<string, unknown>;
}

/** A paragraph or picture of the source with the words that stand in one of the translation. */
const keptNode = (node: Value, kept: Value): Value =>
  isImage(node) && isValue(kept.image)
    ? { ...node, image: { ...(node.image as Value), alternativeText: kept.image.alternativeText } }
    : { ...node, children: kept.children };

const translatedNode = (node: Value, id: string, targets: Targets): Value => {
  if (isList(node)) {
    return {
      ...node,
      children: childrenOf(node).map((item, index) => translatedNode(item, `${id}.${index}`, targets)),
    };
  }
  const kept = targets.kept.get(id);
  if (isValue(kept)) return keptNode(node, kept);
  const target = targets.texts.get(id);
  if (!target) return node;
  if (isImage(node)) return { ...node, image: { ...(node.image as Value), alternativeText: wordsOf(target) } };
  return { ...node, children: nodesOf(target, numbered(childrenOf(node)).nodes) };
};

const translated = (source: unknown, base: unknown, shape: FieldShape, id: string, targets: Targets): unknown => {
  switch (shape.kind) {
    case 'plain': {
      const target = targets.texts.get(id);
      return target ? wordsOf(target) : (targets.kept.get(id) ?? base);
    }
    case 'mentioning': {
      const target = targets.texts.get(id);
      if (!target || typeof source !== 'string') return targets.kept.get(id) ?? base;
      return textOfInlines(target, source, shape.split);
    }
    case 'blocks':
      return Array.isArray(source)
        ? source.map((node: unknown, index) => (isValue(node) ? translatedNode(node, `${id}.${index}`, targets) : node))
        : base;
    case 'media':
      return base;
    case 'component':
      return Array.isArray(source)
        ? source.map((one: unknown, index) =>
            translatedIn(one, Array.isArray(base) ? base[index] : null, shape.fields, `${id}.${index}.`, targets)
          )
        : translatedIn(source, base, shape.fields, `${id}.`, targets);
    case 'zone':
      return (Array.isArray(source) ? source : []).map((one: unknown, index) =>
        translatedIn(
          one,
          Array.isArray(base) ? base[index] : null,
          isValue(one) ? (shape.components[String(one.__component)] ?? {}) : {},
          `${id}.${index}.`,
          targets
        )
      );
  }
};

const translatedIn = (
  source: unknown,
  base: unknown,
  shapes: FieldShapes,
  prefix: string,
  targets: Targets
): Value => ({
  ...(isValue(base) ? base : {}),
  ...Object.fromEntries(
    Object.entries(shapes).flatMap(([name, shape]) => {
      const value = translated(
        isValue(source) ? source[name] : null,
        isValue(base) ? base[name] : undefined,
        shape,
        prefix + name,
        targets
      );
      return value === undefined ? [] : [[name, value]];
    })
  ),
});

/**
 * A field's value with the translated texts in it.
 *
 * @param source the source's value: its paragraphs, links and marks are kept
 * @param base what stands beside the texts of components: as many as the source has
 * @param kept what stays of the translation as it is, by unit of the source
 */
export const translatedValue = (
  field: string,
  source: unknown,
  base: unknown,
  shape: FieldShape,
  texts: ReadonlyMap<string, readonly Inline[]>,
  kept: ReadonlyMap<string, unknown> = new Map()
): unknown => translated(source, base, shape, field, { texts, kept });
