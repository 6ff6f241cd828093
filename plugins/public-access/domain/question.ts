import { isHop, targetsOf, type Attribute, type FanOut, type Model, type ModelOf } from './model';

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
  /** How many rows of the database one row leads to by filters and sorts: each relation multiplies them. */
  readonly joined: number;
  /** How many parts an entry is answered with, itself included. */
  readonly parts: number;
}

interface Sums {
  uses: Use[];
  filterHops: number;
  populateHops: number;
  conditions: number;
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
const MAX_NESTING = 60;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

const attributeOf = (model: Model | undefined, name: string): Attribute | undefined =>
  model && Object.hasOwn(model.attributes, name) ? model.attributes[name] : undefined;

/** Walks along a question as Strapi reads it. Unknown names are left to Strapi's own checks. */
export const measure = (question: Fields, uid: string, modelOf: ModelOf, fanOut: FanOut): Measured => {
  const sums: Sums = { uses: [], filterHops: 0, populateHops: 0, conditions: 0, joined: 1, parts: 1 };

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
    if (place.path.length > MAX_NESTING) return;
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
    if (place.path.length > MAX_NESTING) return;
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
    const targets = targetsOf(attribute);
    if (targets.length === 0) return;
    const hops = place.hops + (isHop(attribute) ? 1 : 0);
    const reached = rows * fanOut(place.model.uid, name);
    sums.populateHops = Math.max(sums.populateHops, hops);
    sums.parts += reached;
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
    if (name === undefined || place.path.length > MAX_NESTING) return;
    if (name === '*') populateAll(place, rows);
    else populateOne(name, rest.length > 0 ? rest.join('.') : true, place, rows);
  };

  const populateAll = (place: Place, rows: number): void => {
    for (const name of Object.keys(place.model?.attributes ?? {})) populateOne(name, true, place, rows);
  };

  const walkPopulate = (value: unknown, place: Place, rows: number): void => {
    if (place.path.length > MAX_NESTING) return;
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

  walkNested(question, { model: modelOf(uid), path: [], hops: 0 }, 1);
  return sums;
};
