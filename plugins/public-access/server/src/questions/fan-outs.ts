import { isHop, targetsOf, type FanOut, type TextSize } from '../../../domain/model';
import type { Strapi } from '../strapi';
import { modelsOf } from './models';

/** How long a measurement holds, in ms. */
const MAX_AGE_MS = 60_000;

/** What is taken for an attribute whose rows were not counted: parts of an entry, files. */
const UNCOUNTED = { one: 1, many: 3 } as const;

interface JoinTable {
  readonly name: string;
  readonly joinColumn?: { readonly name: string };
}

interface RelationMetadata {
  readonly joinTable?: JoinTable;
  readonly joinColumn?: { readonly name: string };
}

/** Texts that are looked at to know how long they are. */
const SAMPLE = 200;
const LONG_TEXTS = new Set(['text', 'richtext', 'blocks', 'json', 'customField']);
const CHARACTERS = 1000;

/** How many rows one row leads to: on the whole, and at most. */
interface Size {
  readonly mean: number;
  readonly most: number;
}

const isInternal = (uid: string): boolean => uid.startsWith('admin::') || uid.startsWith('strapi::');

/** How many rows each relation leads to, and how many rows each type has: counted in the database once in a while. */
export interface FanOuts {
  readonly of: FanOut;
  /** From the one row that leads to most. */
  readonly most: FanOut;
  readonly rows: (uid: string) => number;
  /** How long texts are, as some of them are in the database. */
  readonly textSize: TextSize;
  /** Counts anew in the background where the last count is old. */
  readonly freshen: () => void;
  readonly count: () => Promise<void>;
}

export const createFanOuts = (strapi: Strapi): FanOuts => {
  const modelOf = modelsOf(strapi);
  let sizes: ReadonlyMap<string, Size> = new Map();
  let rowCounts: ReadonlyMap<string, number> = new Map();
  let textSizes: ReadonlyMap<string, number> = new Map();
  let countedAt = 0;

  /** From one row that is reached along other relations: popular rows are reached more often, so that they weigh more. */
  const sizeOf = async ({ name, joinColumn }: JoinTable): Promise<Size> => {
    if (!joinColumn) return { mean: UNCOUNTED.many, most: UNCOUNTED.many };
    const counts = strapi.db.getConnection(name).groupBy(joinColumn.name).count({ count: '*' }).as('counts');
    const [sum] = (await strapi.db
      .getConnection()
      .from(counts)
      .select(
        strapi.db.connection.raw(
          'sum(counts.count * counts.count) as squares, sum(counts.count) as total, max(counts.count) as most'
        )
      )) as {
      squares: string | number | null;
      total: string | number | null;
      most: string | number | null;
    }[];
    const mean = Math.max(1, Number(sum?.squares ?? 0) / Math.max(1, Number(sum?.total ?? 0)));
    return { mean, most: Math.max(1, Number(sum?.most ?? 0)) };
  };

  /** Languages and versions of one entry. */
  const versionsOf = async (table: string, column: string): Promise<Size> =>
    sizeOf({ name: table, joinColumn: { name: column } });

  /** Thousands of characters in some entries' columns, by the attribute. */
  const textsOf = async (uid: string): Promise<[string, number][]> => {
    const { tableName, attributes } = strapi.db.metadata.get(uid);
    const names = Object.entries(modelOf(uid)?.attributes ?? {}).flatMap(([name, { type }]) =>
      LONG_TEXTS.has(type) && attributes[name] ? [name] : []
    );
    if (names.length === 0) return [];
    const columns = names.map((name) => (attributes[name] as { columnName?: string }).columnName ?? name);
    const { connection } = strapi.db;
    const some = strapi.db.getConnection(tableName).select(columns).limit(SAMPLE).as('some');
    const [row] = (await strapi.db
      .getConnection()
      .from(some)
      .select(columns.map((column, index) => connection.raw('avg(length(cast(?? as text))) as ??', [column, `size${index}`])))) as Record<string, string | number | null>[]; // prettier-ignore
    return names.map((name, index) => [`${uid}.${name}`, Number(row?.[`size${index}`] ?? 0) / CHARACTERS]);
  };

  const count = async (): Promise<void> => {
    countedAt = Date.now();
    const newSizes = new Map<string, Size>();
    const newRows = new Map<string, number>();
    const newTexts = new Map<string, number>();
    for (const uid of [...Object.keys(strapi.contentTypes), ...Object.keys(strapi.components)]) {
      if (isInternal(uid) || !strapi.db.metadata.has(uid)) continue;
      const { tableName, attributes } = strapi.db.metadata.get(uid);
      const [total] = (await strapi.db.getConnection(tableName).count({ count: '*' })) as { count: string | number }[];
      newRows.set(uid, Number(total?.count ?? 0));
      for (const [name, size] of await textsOf(uid)) newTexts.set(name, size);
      for (const [name, attribute] of Object.entries(modelOf(uid)?.attributes ?? {})) {
        if (!isHop(attribute) && attribute.type !== 'component') continue;
        const targets = targetsOf(attribute);
        if (targets.length > 0 && targets.every(isInternal)) continue;
        const { joinTable, joinColumn } = (attributes[name] ?? {}) as RelationMetadata;
        if (joinTable && attribute.type !== 'media') newSizes.set(`${uid}.${name}`, await sizeOf(joinTable));
        else if (joinColumn?.name === 'document_id')
          newSizes.set(`${uid}.${name}`, await versionsOf(tableName, joinColumn.name));
      }
    }
    sizes = newSizes;
    rowCounts = newRows;
    textSizes = newTexts;
  };

  /** What is taken for attributes whose rows were not counted. */
  const uncounted = (uid: string, name: string): number => {
    const attribute = modelOf(uid)?.attributes[name] as
      { multiple?: boolean; repeatable?: boolean; type: string } | undefined;
    const isOne = attribute?.type !== 'dynamiczone' && !attribute?.multiple && !attribute?.repeatable;
    return isOne ? UNCOUNTED.one : UNCOUNTED.many;
  };

  return {
    count,
    textSize: (uid, name) => textSizes.get(`${uid}.${name}`) ?? 0,
    rows: (uid) => rowCounts.get(uid) ?? 1,
    of: (uid, name) => sizes.get(`${uid}.${name}`)?.mean ?? uncounted(uid, name),
    most: (uid, name) => sizes.get(`${uid}.${name}`)?.most ?? uncounted(uid, name),
    freshen() {
      if (Date.now() - countedAt < MAX_AGE_MS) return;
      count().catch((error: unknown) =>
        strapi.log.warn(`plugin::public-access could not count relations: ${String(error)}`)
      );
    },
  };
};
