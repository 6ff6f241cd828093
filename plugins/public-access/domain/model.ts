/** One attribute of a content type or component, as far as questions lead along it. */
export interface Attribute {
  readonly type: string;
  readonly target?: string;
  readonly component?: string;
  readonly components?: readonly string[];
}

export interface Model {
  readonly uid: string;
  readonly attributes: Readonly<Record<string, Attribute>>;
}

export type ModelOf = (uid: string) => Model | undefined;

/** How many rows an attribute leads to from one row, as they are in the database. */
export type FanOut = (uid: string, attribute: string) => number;

/** How long the texts of an attribute are on average, in thousands of characters. */
export type TextSize = (uid: string, attribute: string) => number;

/** Where files are; media attributes lead there. */
const FILES = 'plugin::upload.file';

/** The models that an attribute leads to; none for plain values. */
export const targetsOf = ({ type, target, component, components = [] }: Attribute): readonly string[] => {
  if (type === 'relation') return target === undefined ? [] : [target];
  if (type === 'media') return [FILES];
  if (type === 'component') return component === undefined ? [] : [component];
  return type === 'dynamiczone' ? components : [];
};

/** Does it lead to other entries? Components are parts of their entry. */
export const isHop = ({ type }: Attribute): boolean => type === 'relation' || type === 'media';
