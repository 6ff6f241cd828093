import { isHop, targetsOf, type FanOut } from '../../../domain/model';
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

const isInternal = (uid: string): boolean => uid.startsWith('admin::') || uid.startsWith('strapi::');

/** How many rows each relation leads to, and how many rows each type has: counted in the database once in a while. */
export interface FanOuts {
  readonly of: FanOut;
  readonly rows: (uid: string) => number;
  /** Counts anew in the background where the last count is old. */
  readonly freshen: () => void;
  readonly count: () => Promise<void>;
}

export const createFanOuts = (strapi: Strapi): FanOuts => {
  const modelOf = modelsOf(strapi);
  let sizes: ReadonlyMap<string, number> = new Map();
  let rowCounts: ReadonlyMap<string, number> = new Map();
  let countedAt = 0;

  /** From one row that is reached along other relations: popular rows are reached more often, so that they weigh more. */
  const sizeOf = async ({ name, joinColumn }: JoinTable): Promise<number> => {
    if (!joinColumn) return UNCOUNTED.many;
    const counts = strapi.db.getConnection(name).groupBy(joinColumn.name).count({ count: '*' }).as('counts');
    const [sum] = (await strapi.db
      .getConnection()
      .from(counts)
      .select(strapi.db.connection.raw('sum(counts.count * counts.count) as squares, sum(counts.count) as total'))) as {
      squares: string | number | null;
      total: string | number | null;
    }[];
    return Math.max(1, Number(sum?.squares ?? 0) / Math.max(1, Number(sum?.total ?? 0)));
  };

  /** Languages and versions of one entry. */
  const versionsOf = async (table: string, column: string): Promise<number> =>
    sizeOf({ name: table, joinColumn: { name: column } });

  const count = async (): Promise<void> => {
    countedAt = Date.now();
    const newSizes = new Map<string, number>();
    const newRows = new Map<string, number>();
    for (const uid of [...Object.keys(strapi.contentTypes), ...Object.keys(strapi.components)]) {
      if (isInternal(uid) || !strapi.db.metadata.has(uid)) continue;
      const { tableName, attributes } = strapi.db.metadata.get(uid);
      const [total] = (await strapi.db.getConnection(tableName).count({ count: '*' })) as { count: string | number }[];
      newRows.set(uid, Number(total?.count ?? 0));
      for (const [name, attribute] of Object.entries(modelOf(uid)?.attributes ?? {})) {
        if (!isHop(attribute) && attribute.type !== 'component') continue;
        if (targetsOf(attribute).every(isInternal)) continue;
        const { joinTable, joinColumn } = (attributes[name] ?? {}) as RelationMetadata;
        if (joinTable && attribute.type !== 'media') newSizes.set(`${uid}.${name}`, await sizeOf(joinTable));
        else if (joinColumn?.name === 'document_id')
          newSizes.set(`${uid}.${name}`, await versionsOf(tableName, joinColumn.name));
      }
    }
    sizes = newSizes;
    rowCounts = newRows;
  };

  return {
    count,
    rows: (uid) => rowCounts.get(uid) ?? 1,
    of(uid, name) {
      const counted = sizes.get(`${uid}.${name}`);
      if (counted !== undefined) return counted;
      const attribute = modelOf(uid)?.attributes[name] as
        { multiple?: boolean; repeatable?: boolean; type: string } | undefined;
      const isOne = attribute?.type !== 'dynamiczone' && !attribute?.multiple && !attribute?.repeatable;
      return isOne ? UNCOUNTED.one : UNCOUNTED.many;
    },
    freshen() {
      if (Date.now() - countedAt < MAX_AGE_MS) return;
      count().catch((error: unknown) =>
        strapi.log.warn(`plugin::public-access could not count relations: ${String(error)}`)
      );
    },
  };
};
