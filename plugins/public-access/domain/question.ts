import { isHop, targetsOf, type Attribute, type FanOut, type Model, type ModelOf, type TextSize } from './model';

/** An attribute by which a question filters or sorts. */
export interface Use {
  readonly uid: string;
  readonly attribute: string;
  /** Where it stands in the question: `['filters', 'materials', 'pdfUrl']`. */
  readonly path: readonly string[];
}

/** What a question asks for, before anything is looked up. */
export interface Measured {
  readonly uses: readonly Use[];
  /** The longest way along relations in filters and sorts. */
  readonly filterHops: number;
  /** The longest way along relations in `populate`. */
  readonly populateHops: number;
  /** Conditions and values in filters, and keys to sort by. */
  readonly conditions: number;
  /** How deep filters, sorts and populate are nested, names and conditions together; above the most that may be asked, no more is known. */
  readonly nesting: number;
  /** How many rows of the database one row leads to by filters and sorts: each relation multiplies them. */
  readonly joined: number;
  /** How many parts the answer has, the entries included; a thousand characters of text are one more. */
  readonly parts: number;
}

/** What is known of the rows that a question leads to. */
interface Sizes {
  /** How many rows an attribute leads to from one row, on the whole. */
  readonly fanOut: FanOut;
  /** From the one row that leads to most: whoever wants much asks for that one. */
  readonly most?: FanOut;
  readonly textSize?: TextSize;
  /** Where a relation may lead that names no type, such as that of a file to where it is used. */
  readonly anywhere?: readonly string[];
}

interface Sums {
  uses: Use[];
  filterHops: number;
  populateHops: number;
  conditions: number;
  nesting: number;
  joined: number;
  parts: number;
}

interface Place {
  readonly model: Model | undefined;
  readonly path: readonly string[];
  readonly hops: number;
}

type Fields = Readonly<Record<string, unknown>>;

/** Nobody asks so deep; what a parser lets through must not end the walk by an overflow. */
export const MAX_NESTING = 40;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

const attributeOf = (model: Model | undefined, name: string): Attribute | undefined =>
  model && Object.hasOwn(model.attributes, name) ? model.attributes[name] : undefined;

/** The fields that are asked for by name; null for all. */
const chosenFields = (fields: unknown): ReadonlySet<string> | null => {
  const names = (typeof fields === 'string' ? fields.split(',') : isFields(fields) ? Object.values(fields) : []).map(
    String
  );
  return names.length === 0 || names.includes('*') ? null : new Set(names.map((name) => name.trim()));
};

/**
 * Walks along a question as Strapi reads it. Unknown names are left to Strapi's own checks.
 *
 * @param entries entries that are answered at most: the page size, or one
 */
export const measure = (
  question: Fields,
  uid: string,
  modelOf: ModelOf,
  { fanOut, most = fanOut, textSize = () => 0, anywhere = [] }: Sizes,
  entries = 1
): Measured => {
  const sums: Sums = { uses: [], filterHops: 0, populateHops: 0, conditions: 0, nesting: 0, joined: 1, parts: 0 };

  const isTooDeep = ({ path }: Place): boolean => {
    sums.nesting = Math.max(sums.nesting, path.length);
    return path.length > MAX_NESTING;
  };

  /** What one entry or component counts, by the texts that are asked for. */
  const weightOf = (model: Model | undefined, fields: unknown): number => {
    if (!model) return 1;
    const chosen = chosenFields(fields);
    const names = Object.keys(model.attributes).filter((name) => chosen === null || chosen.has(name));
    return names.reduce((sum, name) => sum + textSize(model.uid, name), 1);
  };

  const note = (model: Model, name: string, path: readonly string[]): void => {
    sums.uses.push({ uid: model.uid, attribute: name, path });
  };

  /** Goes along an attribute that leads somewhere, in a filter or a sort. */
  const follow = (place: Place, name: string, attribute: Attribute): Place[] => {
    const { model, path } = place;
    const targets = targetsOf(attribute);
    const hops = place.hops + (isHop(attribute) ? 1 : 0);
    sums.filterHops = Math.max(sums.filterHops, hops);
    if (model && targets.length > 0) sums.joined *= fanOut(model.uid, name);
    return targets.map((target) => ({ model: modelOf(target), path: [...path, name], hops }));
  };

  const walkFilters = (value: unknown, place: Place): void => {
    if (isTooDeep(place)) return;
    if (!isFields(value)) {
      sums.conditions += 1;
      return;
    }
    for (const [name, inner] of Object.entries(value)) {
      const attribute = attributeOf(place.model, name);
      const path = [...place.path, name];
      if (attribute && place.model) note(place.model, name, path);
      const targets = attribute ? follow(place, name, attribute) : [];
      if (targets.length === 0) walkFilters(inner, { ...place, path });
      else for (const target of targets) walkFilters(inner, target);
    }
  };

  const walkSortPath = (names: readonly string[], place: Place): void => {
    const [name, ...rest] = names;
    const attribute = name === undefined ? undefined : attributeOf(place.model, name);
    if (name === undefined || !attribute || !place.model) return;
    note(place.model, name, [...place.path, name]);
    for (const target of follow(place, name, attribute)) walkSortPath(rest, target);
  };

  const walkSort = (value: unknown, place: Place): void => {
    if (isTooDeep(place)) return;
    if (typeof value === 'string') {
      for (const part of value.split(',')) {
        sums.conditions += 1;
        walkSortPath((part.trim().split(':', 1)[0] ?? '').split('.'), place);
      }
    } else if (Array.isArray(value)) {
      for (const part of value) walkSort(part, place);
    } else if (isFields(value)) {
      for (const [name, inner] of Object.entries(value)) {
        const attribute = attributeOf(place.model, name);
        if (!attribute || !place.model) {
          walkSort(inner, { ...place, path: [...place.path, name] }); // `sort[0]`
          continue;
        }
        sums.conditions += 1;
        note(place.model, name, [...place.path, name]);
        for (const target of follow(place, name, attribute)) walkSort(inner, target);
      }
    }
  };

  const walkNested = (value: Fields, place: Place, rows: number): void => {
    walkFilters(value.filters ?? {}, { ...place, path: [...place.path, 'filters'], hops: 0 });
    walkSort(value.sort, { ...place, path: [...place.path, 'sort'], hops: 0 });
    walkPopulate(value.populate, place, rows);
    if (isFields(value.on)) {
      for (const [component, inner] of Object.entries(value.on)) {
        if (isFields(inner)) walkNested(inner, { ...place, model: modelOf(component) }, rows);
      }
    }
  };

  const populateOne = (name: string, inner: unknown, place: Place, rows: number): void => {
    const attribute = attributeOf(place.model, name);
    if (!attribute || !place.model || inner === false || inner === 'false') return;
    const targets = isHop(attribute) && targetsOf(attribute).length === 0 ? anywhere : targetsOf(attribute);
    if (targets.length === 0) return;
    const hops = place.hops + (isHop(attribute) ? 1 : 0);
    const largest = most(place.model.uid, name);
    const reached = Math.min(rows * largest, rows * fanOut(place.model.uid, name) + largest);
    sums.populateHops = Math.max(sums.populateHops, hops);
    const fields = isFields(inner) ? inner.fields : undefined;
    sums.parts += reached * Math.max(...targets.map((target) => weightOf(modelOf(target), fields)));
    const path = [...place.path, name];
    for (const target of targets) {
      const next = { model: modelOf(target), path, hops };
      if (isFields(inner)) walkNested(inner, next, reached);
      else if (typeof inner === 'string' && inner !== 'true' && inner !== '*')
        populatePath(inner.split('.'), next, reached);
    }
  };

  const populatePath = (names: readonly string[], place: Place, rows: number): void => {
    const [name, ...rest] = names;
    if (name === undefined || isTooDeep(place)) return;
    if (name === '*') populateAll(place, rows);
    else populateOne(name, rest.length > 0 ? rest.join('.') : true, place, rows);
  };

  const populateAll = (place: Place, rows: number): void => {
    for (const name of Object.keys(place.model?.attributes ?? {})) populateOne(name, true, place, rows);
  };

  const walkPopulate = (value: unknown, place: Place, rows: number): void => {
    if (isTooDeep(place)) return;
    if (value === true || value === 'true') populateAll(place, rows);
    else if (typeof value === 'string') {
      for (const part of value.split(',')) populatePath(part.trim().split('.'), place, rows);
    } else if (Array.isArray(value)) {
      for (const part of value) walkPopulate(part, place, rows);
    } else if (isFields(value)) {
      for (const [name, inner] of Object.entries(value)) {
        if (attributeOf(place.model, name)) populateOne(name, inner, place, rows);
        else if (name === '*') populateAll(place, rows);
        else if (typeof inner === 'string') walkPopulate(inner, place, rows); // `populate[0]`
      }
    }
  };

  sums.parts += entries * weightOf(modelOf(uid), question.fields);
  walkNested(question, { model: modelOf(uid), path: [], hops: 0 }, entries);
  return sums;
};
