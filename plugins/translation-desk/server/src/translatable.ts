import type { FieldShape, FieldShapes, SplitText } from '../../domain/field-shape';
import { FILE_TEXTS } from '../../domain/xliff/units';
import { configOf, schemaOf, type Schema, type Strapi } from './strapi';

export interface Attribute {
  readonly type: string;
  readonly customField?: string;
  readonly options?: { readonly output?: unknown };
  readonly relation?: string;
  readonly target?: string;
  readonly mappedBy?: string;
  readonly maxLength?: number;
  readonly component?: string;
  readonly components?: readonly string[];
  readonly pluginOptions?: { readonly i18n?: { readonly localized?: boolean } };
}

const PLAIN = new Set(['string', 'text', 'richtext']);

export const attributesOf = (schema: Schema | undefined): [string, Attribute][] =>
  Object.entries((schema?.attributes ?? {}) as unknown as Record<string, Attribute>);

/** The plugin “availability”, where it is and is set up, knows which texts mention publications. */
interface MentioningTexts {
  readonly splitterOf: (attribute: Pick<Attribute, 'type' | 'customField' | 'options'>) => SplitText | null;
}

const mentioningTextsOf = (strapi: Strapi): MentioningTexts | null => {
  const availability = strapi.plugin('availability');
  const model = availability?.service('model') as { current: () => object | null } | undefined;
  return model?.current() ? (availability?.service('texts') as MentioningTexts) : null;
};

const shapesIn = (strapi: Strapi, uid: string, withMedia: boolean): FieldShapes => {
  const { notTranslated } = configOf(strapi);
  const texts = mentioningTextsOf(strapi);

  const shapeOf = (attribute: Attribute, within: readonly string[]): FieldShape | null => {
    const { type, component, components, maxLength } = attribute;
    if (PLAIN.has(type)) {
      const limit = maxLength === undefined ? {} : { longest: maxLength };
      const split = texts?.splitterOf(attribute);
      return split ? { kind: 'mentioning', split, ...limit } : { kind: 'plain', ...limit };
    }
    if (type === 'blocks') return { kind: 'blocks' };
    if (type === 'media') return withMedia ? { kind: 'media' } : null;
    if (type === 'component' && component) {
      const fields = shapesWithin(component, within);
      return Object.keys(fields).length > 0 ? { kind: 'component', fields } : null;
    }
    if (type === 'dynamiczone') {
      const shapes = (components ?? []).map((name) => [name, shapesWithin(name, within)] as const);
      const withText = shapes.filter(([, fields]) => Object.keys(fields).length > 0);
      return withText.length > 0 ? { kind: 'zone', components: Object.fromEntries(withText) } : null;
    }
    return null;
  };

  const shapesWithin = (component: string, within: readonly string[]): FieldShapes =>
    within.includes(component) ? {} : pick(attributesOf(schemaOf(strapi, component)), [...within, component]);

  const pick = (attributes: readonly [string, Attribute][], within: readonly string[]): FieldShapes =>
    Object.fromEntries(
      attributes.flatMap(([name, attribute]) => {
        const shape = notTranslated.includes(name) ? null : shapeOf(attribute, within);
        return shape ? [[name, shape]] : [];
      })
    );

  return pick(
    attributesOf(schemaOf(strapi, uid)).filter(([, { pluginOptions }]) => pluginOptions?.i18n?.localized === true),
    []
  );
};

/** What there is to translate in a content type: its localised texts, also in components, without those named in the configuration. */
export const shapesOf = (strapi: Strapi, uid: string): FieldShapes => shapesIn(strapi, uid, false);

/** What the desk watches: texts, and what the media library says of the files that a language holds. */
export const watchedShapesOf = (strapi: Strapi, uid: string): FieldShapes => shapesIn(strapi, uid, true);

interface Selection {
  readonly select: string[];
  readonly populate: Record<string, unknown>;
}

/** What to read of an entry to have all its texts. */
export const selectionOf = (shapes: FieldShapes): Selection => {
  const select: string[] = [];
  const populate: Record<string, unknown> = {};
  for (const [name, shape] of Object.entries(shapes)) {
    if (shape.kind === 'media') populate[name] = { select: ['id', ...FILE_TEXTS] };
    else if (shape.kind === 'component') populate[name] = { populate: selectionOf(shape.fields).populate };
    else if (shape.kind === 'zone') {
      const on = Object.entries(shape.components).map(([uid, fields]) => [
        uid,
        { populate: selectionOf(fields).populate },
      ]);
      populate[name] = { on: Object.fromEntries(on) };
    } else select.push(name);
  }
  return { select, populate };
};

/** The field that stands for an entry in lists. */
export const titleFieldOf = (shapes: FieldShapes): string | null =>
  ['title', 'name'].find((name) => name in shapes) ??
  Object.entries(shapes).find(([, { kind }]) => kind === 'plain')?.[0] ??
  null;
