import { boxesOf, type UnitWork } from '../../../../domain/field-work';
import type { Locale } from '../../../../domain/locale-choice';
import { translatedValue } from '../../../../domain/xliff/units';
import { isRow, schemaOf, serviceOf, type Row, type Strapi } from '../../strapi';
import { attributesOf } from '../../translatable';
import { namesOnly } from '../relations/names-only';
import type { Plan } from './plan';
import { isTaken } from './report';

const isOfOneKind = (one: unknown, other: unknown): boolean =>
  isRow(one) && isRow(other) && one.__component === other.__component;

/** Puts texts into what stands around them: in the translation or, where that has nothing for them, in the source. */
export const createTranslatedData = (strapi: Strapi) => {
  /**
   * What stands beside the texts of components. A component of the translation follows its texts: where the source has it at another
   * place now, it goes there. What the translation does not have is copied from the source.
   */
  const baseOf = async (
    component: string | undefined,
    source: unknown,
    own: unknown,
    locale: Locale,
    work: readonly UnitWork[]
  ): Promise<unknown> => {
    const list = Array.isArray(source) ? (source as unknown[]) : null;
    const isOfComponents = component !== undefined || list?.some((one) => isRow(one) && '__component' in one);
    if (!isOfComponents) return own;
    if (!list && isRow(own)) return namesOnly(own);
    const values = (list ?? [source]).map((value) => ({
      uid: component ?? String((value as Row).__component),
      value,
    }));
    const relations = serviceOf(strapi, 'relations');
    const exists = await relations.existingIn(values, locale);
    if (!list) return relations.copyOf(values[0]?.uid ?? '', source, exists);
    const mine = Array.isArray(own) ? (own as unknown[]) : [];
    const boxes = boxesOf(work);
    const used = new Set(boxes.values());
    return values.map(({ uid, value }, index) => {
      // A component without texts is known by its place alone.
      const place = boxes.get(index) ?? (used.has(index) ? -1 : index);
      const present = mine[place];
      return isOfOneKind(value, present) ? namesOnly(present) : relations.copyOf(uid, value, exists);
    });
  };

  /** What to write of a plan. */
  return async ({ uid, sides, outcomes }: Plan, locale: Locale): Promise<Row> => {
    if (!sides) return {};
    const attributes = Object.fromEntries(attributesOf(schemaOf(strapi, uid)));
    const data: Row = {};
    for (const { field, work, targets, kept } of outcomes.filter(isTaken)) {
      const shape = sides.shapes[field];
      if (!shape) continue;
      const source = sides.source[field];
      const base = await baseOf(attributes[field]?.component, source, sides.own?.[field], locale, work);
      data[field] = translatedValue(field, source, base, shape, targets, kept);
    }
    return data;
  };
};
