import { columnsWithContent, isBookkeeping, isFollowed } from '../../../domain/columns';
import type { RecordMapping } from '../../../domain/mapping';
import type { OldRow } from '../../../domain/record';
import { Tally } from './tally';

/** Counts columns with content that the mapping has no place for. */
export const createColumnUse = (mapped: ReadonlyMap<string, readonly RecordMapping[]>) => {
  const unused = new Tally<{ table: string; column: string }>();
  const known = new Map<string, boolean>();

  const isUsed = (table: string, column: string): boolean =>
    isBookkeeping(column) ||
    isFollowed(table, column) ||
    (mapped.get(table) ?? []).some(({ columns }) => Object.values(columns).includes(column));

  return {
    see(table: string, row: OldRow): void {
      if (!mapped.has(table)) return;
      for (const column of columnsWithContent(row)) {
        const name = `${table}.${column}`;
        const used = known.get(name) ?? isUsed(table, column);
        known.set(name, used);
        if (!used) unused.add({ table, column });
      }
    },
    unused: (): { table: string; column: string; rows: number }[] =>
      unused.all().map(({ key, count }) => ({ ...key, rows: count })),
  };
};
