import { formatOf, type TextFormat } from '../../../domain/texts/format';
import { configOf, isRow, schemaOf, type Row, type Strapi } from '../strapi';

/** Where materials and texts can be in an entry of a content type or component. */
interface Plan {
  readonly isMaterial: boolean;
  /** Attributes that can mention materials. */
  readonly texts: readonly { readonly attribute: string; readonly format: TextFormat }[];
  /** Attributes that hold other entries, and the schema of these; null where each entry names its own. */
  readonly nested: readonly { readonly attribute: string; readonly uid: string | null }[];
}

/** A text found on the walk: where it is, and the language of the entry that holds it. */
export interface FoundText {
  readonly holder: Row;
  readonly attribute: string;
  readonly format: TextFormat;
  readonly locale: string | null;
}

/** What a walk through an answer found. */
export interface Found {
  readonly materials: Row[];
  readonly texts: FoundText[];
}

interface Attribute {
  readonly type: string;
  readonly target?: string;
  readonly component?: string;
  readonly customField?: string;
  readonly options?: { readonly output?: unknown };
}

const nestedIn = (name: string, { type, target, component }: Attribute): Plan['nested'] => {
  if (type === 'relation') return [{ attribute: name, uid: target ?? null }];
  if (type === 'component') return [{ attribute: name, uid: component ?? null }];
  if (type === 'dynamiczone') return [{ attribute: name, uid: null }];
  return [];
};

/**
 * Finds materials and texts anywhere in an answer: nested by relations, in components and dynamic zones. It follows the
 * schema, so it looks at what can hold a material and at nothing else.
 */
export const createContentWalk = (strapi: Strapi, materialUid: string) => {
  const plans = new Map<string, Plan | null>();

  const planFor = (uid: string): Plan | null => {
    const known = plans.get(uid);
    if (known !== undefined) return known;
    const schema = schemaOf(strapi, uid);
    const attributes = Object.entries((schema?.attributes ?? {}) as Record<string, Attribute>);
    const plan: Plan | null = schema
      ? {
          isMaterial: uid === materialUid,
          texts: attributes.flatMap(([name, attribute]) => {
            const format = formatOf(attribute, configOf(strapi).mentions.html);
            return format ? [{ attribute: name, format }] : [];
          }),
          nested: attributes.flatMap(([name, attribute]) => nestedIn(name, attribute)),
        }
      : null;
    plans.set(uid, plan);
    return plan;
  };

  const visit = (value: unknown, uid: string | null, locale: string | null, found: Found): void => {
    if (Array.isArray(value)) {
      for (const entry of value) visit(entry, uid, locale, found);
      return;
    }
    if (!isRow(value)) return;
    const own = uid ?? value.__component ?? value.__type;
    const plan = typeof own === 'string' ? planFor(own) : null;
    if (!plan) return;
    const language = typeof value.locale === 'string' ? value.locale : locale;
    if (plan.isMaterial && typeof value.documentId === 'string') found.materials.push(value);
    for (const { attribute, format } of plan.texts) {
      if (value[attribute]) found.texts.push({ holder: value, attribute, format, locale: language });
    }
    for (const { attribute, uid: target } of plan.nested) {
      const inner = value[attribute];
      if (inner !== null && typeof inner === 'object') visit(inner, target, language, found);
    }
  };

  return (answer: unknown, uid: string, locale: string | null): Found => {
    const found: Found = { materials: [], texts: [] };
    visit(answer, uid, locale, found);
    return found;
  };
};

export type ContentWalk = ReturnType<typeof createContentWalk>;
