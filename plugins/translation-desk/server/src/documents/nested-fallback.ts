import { isRow, schemaOf, serviceOf, type Row, type Strapi } from '../strapi';
import type { Reader, Selection } from '../services/next-best';
import type { Attribute } from '../translatable';

/** A part of a query as Strapi's database layer has it. */
interface Node extends Selection {
  readonly on?: Readonly<Record<string, unknown>>;
  readonly where?: unknown;
  readonly limit?: unknown;
  readonly offset?: unknown;
}

interface QueryParams {
  readonly transform: (uid: string, query: object) => Node;
}

const entriesIn = (value: unknown): Row[] => (Array.isArray(value) ? value : [value]).filter(isRow);

const nodeOf = (value: unknown): Node => (isRow(value) ? value : {});

/** `['materials.topics']` as Strapi's nested form. */
const nestedForm = (paths: readonly unknown[]): Row => {
  const nested: Row = {};
  for (const path of paths) {
    let level = nested;
    for (const name of String(path).split('.')) {
      const node = isRow(level[name]) ? level[name] : { populate: {} };
      level[name] = node;
      level = node.populate as Row;
    }
  }
  return nested;
};

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);

/** With filters or pages of its own, a relation holds what it was asked for and nothing else. */
const isNarrowed = ({ where, limit, offset }: Node): boolean => ![where, limit, offset].every(isEmpty);

/** Brings the entries that an answer's relations lead to into the reader's best language, wherever they are populated. */
export const createNestedFallback = (strapi: Strapi) => {
  /** What is populated, attribute by attribute, in whichever way it was asked for. */
  const populated = (uid: string, populate: unknown): Row => {
    if (populate === true || populate === '*' || (Array.isArray(populate) && populate.includes('*'))) {
      return Object.fromEntries(Object.keys(schemaOf(strapi, uid)?.attributes ?? {}).map((name) => [name, {}]));
    }
    if (typeof populate === 'string' || Array.isArray(populate)) return nestedForm([populate].flat());
    return isRow(populate) ? populate : {};
  };

  const complete = async (uid: string, parents: readonly Row[], node: Node, reader: Reader): Promise<void> => {
    if (parents.length === 0) return;
    const attributes = (schemaOf(strapi, uid)?.attributes ?? {}) as unknown as Readonly<Record<string, Attribute>>;
    for (const [name, asked] of Object.entries(populated(uid, node.populate))) {
      const inner = nodeOf(asked);
      const holders = parents.filter((parent) => name in parent);
      const childrenOf = (): Row[] => holders.flatMap((parent) => entriesIn(parent[name]));
      const { type, target, component } = attributes[name] ?? ({} as Partial<Attribute>);
      if (type === 'relation' && target) {
        await replace(uid, name, holders, inner, reader);
        await complete(target, childrenOf(), inner, reader);
      } else if (type === 'component' && component) {
        await complete(component, childrenOf(), inner, reader);
      } else if (type === 'dynamiczone') {
        for (const [of, one] of Object.entries(inner.on ?? {})) {
          await complete(
            of,
            childrenOf().filter(({ __component }) => __component === of),
            nodeOf(one),
            reader
          );
        }
      }
    }
  };

  const replace = async (
    uid: string,
    name: string,
    holders: readonly Row[],
    node: Node,
    reader: Reader
  ): Promise<void> => {
    const nextBest = serviceOf(strapi, 'nextBest');
    if (nextBest.targetOf(uid, name) === null) return;
    const related = holders.map((parent) => ({ parent, entries: entriesIn(parent[name]) }));
    const { select, populate } = node;
    const selection = { ...(select ? { select } : {}), ...(populate ? { populate } : {}) };
    const lists = await nextBest.relatedOf(uid, name, related, reader, selection, !isNarrowed(node));
    const { relation = '' } = schemaOf(strapi, uid)?.attributes[name] as unknown as Attribute;
    holders.forEach((parent, index) => {
      const list = lists[index] ?? [];
      parent[name] = relation.endsWith('Many') ? list : (list[0] ?? null);
    });
  };

  /** @param populate as the request has it */
  return async (uid: string, answer: unknown, populate: unknown, reader: Reader): Promise<void> => {
    if (populate === undefined || populate === null) return;
    const node = (strapi.get('query-params') as QueryParams).transform(uid, { populate });
    await complete(uid, entriesIn(answer), node, reader);
  };
};
