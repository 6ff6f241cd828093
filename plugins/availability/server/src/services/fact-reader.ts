import { isPostgres } from '@inprint/kit/database/dialect';
import { preparedList, preparedRows } from '@inprint/kit/prepared';
import { LRUCache } from 'lru-cache';

import type { Audience, DocumentId, Locale } from '../../../domain/facts';
import { textOf } from '../rows';
import type { Row, Strapi } from '../strapi';
import { createFactStatements, type FactStatements, type ReadRows } from './fact-statements';

/** Whose facts are asked for. */
export interface Asked {
  readonly documentIds: readonly DocumentId[];
  readonly audience: Audience;
  readonly defaultLocale: Locale;
}

/** Rows that say what is known about materials and their successors. */
export interface ReadFacts {
  readonly stock: readonly Row[];
  readonly rows: readonly Row[];
  readonly reads: readonly ReadRows[];
}

/** Lists that readers ask for again and again are few; more than these are not kept. */
const MAX_REMEMBERED = 500;

/** What was read last under a name. */
interface Remembered<Facts> {
  /** The materials and all that their stock leads to. */
  readonly documentIds: readonly DocumentId[];
  /** The facts, and what stands for all rows that they are made of; null where they were read once: many lists are not asked for again. */
  readonly latest: { readonly state: string; readonly facts: Facts } | null;
}

/** The materials that are asked for, those that their stock is of, and their successors. */
const withSuccessors = ({ documentIds }: Asked, stock: readonly Row[]): DocumentId[] => [
  ...new Set([
    ...documentIds,
    ...stock.flatMap(({ material, successor }) => [String(material), textOf(successor) ?? String(material)]),
  ]),
];

const isSame = (one: readonly DocumentId[], other: readonly DocumentId[]): boolean =>
  one.length === other.length && new Set([...one, ...other]).size === one.length;

const rowsIn = (json: unknown): Row[] => JSON.parse(String(json)) as Row[];

/**
 * Reads the rows that facts are made of. PostgreSQL compares them with those that were read last under the same name, and sends only
 * what differs: to send, read and decide the same again costs more than to compare it where it lies.
 */
export const createFactReader = <Facts extends object>(strapi: Strapi) => {
  let prepared: FactStatements | null = null;
  const remembered = new LRUCache<string, Remembered<Facts>>({ max: MAX_REMEMBERED });

  /**
   * @param name says all that the facts depend on, apart from the database
   * @param make puts the rows together
   */
  return async (name: string, asked: Asked, make: (found: ReadFacts) => Facts): Promise<Facts> => {
    const statements = (prepared ??= createFactStatements(strapi));
    const { rowsBindings, readsOf } = statements;

    /** Inside a transaction rows differ that nobody else sees. */
    const mayCompare = isPostgres(strapi) && !strapi.db.inTransaction();

    const readBoth = async (): Promise<Facts> => {
      const stock = await preparedList(strapi, statements.stockSql, asked.documentIds);
      const documentIds = withSuccessors(asked, stock);
      const rows = await preparedList(strapi, statements.rows[asked.audience], documentIds, rowsBindings);
      if (mayCompare) remembered.set(name, { documentIds, latest: null });
      return make({ stock, rows, reads: readsOf(documentIds, rows) });
    };

    const readChanged = async ({ documentIds, latest }: Remembered<Facts>): Promise<Facts> => {
      const [row] = await preparedRows(strapi, statements.changed[asked.audience], [
        ...[asked.documentIds, ...rowsBindings, documentIds, latest?.state ?? ''],
      ]);
      if (!row) return latest ? latest.facts : readBoth();
      const [stock, rows] = [rowsIn(row.stock), rowsIn(row.rows)];
      if (!isSame(withSuccessors(asked, stock), documentIds)) return readBoth();
      const facts = make({ stock, rows, reads: readsOf(documentIds, rows) });
      remembered.set(name, { documentIds, latest: { state: String(row.state), facts } });
      return facts;
    };

    const known = mayCompare ? remembered.get(name) : undefined;
    return known ? readChanged(known) : readBoth();
  };
};
