/** A text in the form of the entry that is being edited. */
export interface FormText {
  /** Where it is in the form: `body`, `boxes.1.text`. */
  readonly name: string;
  /** The attribute of the entry that it is in: `body`, `boxes`. */
  readonly attribute: string;
  readonly blocks: readonly unknown[];
}

interface Attribute {
  readonly type?: string;
  readonly target?: string;
  readonly component?: string;
  readonly components?: readonly string[];
  readonly mappedBy?: string;
}

export type Attributes = Readonly<Record<string, Attribute>>;
type Row = Readonly<Record<string, unknown>>;

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The texts of a form as they are now, saved or not, in components and dynamic zones too.
 *
 * @param attributesOf the attributes of a component
 */
export const textsOfForm = (
  values: unknown,
  attributes: Attributes,
  attributesOf: (component: string) => Attributes,
  at = ''
): FormText[] => {
  if (!isRow(values)) return [];
  return Object.entries(attributes).flatMap(([attribute, { type, component }]): FormText[] => {
    const value = values[attribute];
    const name = at + attribute;
    if (type === 'blocks')
      return Array.isArray(value) ? [{ name, attribute: name.split('.')[0] ?? name, blocks: value }] : [];
    if (type !== 'component' && type !== 'dynamiczone') return [];
    const inside = (entry: unknown, prefix: string): FormText[] => {
      const uid = component ?? (isRow(entry) ? entry.__component : undefined);
      return typeof uid === 'string' ? textsOfForm(entry, attributesOf(uid), attributesOf, prefix) : [];
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
