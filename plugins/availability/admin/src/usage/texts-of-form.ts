import { formatOf, type TextAttribute, type TextFormat } from '../../../domain/texts/format';

interface Place {
  /** Where it is in the form: `body`, `boxes.1.text`. */
  readonly name: string;
  /** The attribute of the entry that it is in: `body`, `boxes`. */
  readonly attribute: string;
}

/** A text of Strapi's Blocks in the form of the entry that is being edited. */
export interface BlocksText extends Place {
  readonly format: 'blocks';
  readonly blocks: readonly unknown[];
}

/** A text that is a string: Markdown or HTML. */
export interface WrittenText extends Place {
  readonly format: Exclude<TextFormat, 'blocks'>;
  readonly text: string;
}

export type FormText = BlocksText | WrittenText;

interface Attribute extends Partial<TextAttribute> {
  readonly target?: string;
  readonly component?: string;
  readonly components?: readonly string[];
  readonly mappedBy?: string;
}

export type Attributes = Readonly<Record<string, Attribute>>;
type Row = Readonly<Record<string, unknown>>;

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

/** How an attribute of the form is written; null where it is no text. */
export const formatOfAttribute = (attribute: Attribute, htmlFields: readonly string[]): TextFormat | null =>
  attribute.type === undefined ? null : formatOf({ ...attribute, type: attribute.type }, htmlFields);

/**
 * The texts of a form as they are now, saved or not, in components and dynamic zones too.
 *
 * @param attributesOf the attributes of a component
 * @param htmlFields custom fields whose text is HTML
 */
export const textsOfForm = (
  values: unknown,
  attributes: Attributes,
  attributesOf: (component: string) => Attributes,
  htmlFields: readonly string[],
  at = ''
): FormText[] => {
  if (!isRow(values)) return [];
  return Object.entries(attributes).flatMap(([attribute, own]): FormText[] => {
    const { type, component } = own;
    const value = values[attribute];
    const name = at + attribute;
    const place = { name, attribute: name.split('.')[0] ?? name };
    const format = formatOfAttribute(own, htmlFields);
    if (format === 'blocks') return Array.isArray(value) ? [{ ...place, format, blocks: value }] : [];
    if (format !== null) return typeof value === 'string' ? [{ ...place, format, text: value }] : [];
    if (type !== 'component' && type !== 'dynamiczone') return [];
    const inside = (entry: unknown, prefix: string): FormText[] => {
      const uid = component ?? (isRow(entry) ? entry.__component : undefined);
      return typeof uid === 'string' ? textsOfForm(entry, attributesOf(uid), attributesOf, htmlFields, prefix) : [];
    };
    return Array.isArray(value)
      ? value.flatMap((entry, index) => inside(entry, `${name}.${index}.`))
      : inside(value, `${name}.`);
  });
};

/** The documentIds that a relation of the form was changed by: `connect` or `disconnect`. */
export const changedRelations = (
  values: unknown,
  attributes: Attributes,
  target: string,
  how: 'connect' | 'disconnect'
): string[] =>
  isRow(values)
    ? Object.entries(attributes).flatMap(([name, attribute]) => {
        const value = attribute.type === 'relation' && attribute.target === target ? values[name] : null;
        const list = isRow(value) ? value[how] : null;
        if (!Array.isArray(list)) return [];
        return list.flatMap((one: unknown) => {
          const inner = isRow(one) && isRow(one.apiData) ? one.apiData : one;
          return isRow(inner) && typeof inner.documentId === 'string' ? [inner.documentId] : [];
        });
      })
    : [];
