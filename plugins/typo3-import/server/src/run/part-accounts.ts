import type { Fate, LeftOutReason, PartAccount, PartKind } from '../../../domain/accounts';
import { isBookkeeping, isRead } from '../../../domain/columns';
import type { FieldsOfRows } from '../staging/staging';

export interface Part {
  readonly kind: PartKind;
  readonly table: string;
  readonly column: string;
}

interface Counting extends Part {
  found: number;
  written: number;
  unchanged: number;
  kept: number;
  readonly leftOut: Partial<Record<LeftOutReason, number>>;
}

/** So many are named where accounts do not balance. */
const MAX_NAMED = 20;

/** Counts what became of fields, links, images, files, related records and old addresses, as rows are counted. */
export const createPartAccounts = () => {
  const counted = new Map<string, Counting>();
  const lost: string[] = [];

  const of = ({ kind, table, column }: Part): Counting => {
    const key = `${kind}\n${table}\n${column}`;
    const known = counted.get(key);
    if (known) return known;
    const fresh: Counting = { kind, table, column, found: 0, written: 0, unchanged: 0, kept: 0, leftOut: {} };
    counted.set(key, fresh);
    return fresh;
  };

  const add = (part: Part, fate: Fate, reason: LeftOutReason | null, count = 1): void => {
    if (count === 0) return;
    const counting = of(part);
    if (fate !== 'left-out') counting[fate] += count;
    else if (reason !== null) counting.leftOut[reason] = (counting.leftOut[reason] ?? 0) + count;
  };

  /** Fields of a row that no record was made of by itself: they follow their row. */
  const addFieldsOf = ({ table, columns, fate, reason, rows }: FieldsOfRows): void => {
    for (const column of columns) {
      const part: Part = { kind: 'field', table, column };
      if (fate === 'left-out') add(part, fate, reason, rows);
      else if (isRead(table, column)) add(part, fate, null, rows);
      else add(part, 'left-out', isBookkeeping(column) ? 'bookkeeping' : 'no-place', rows);
    }
  };

  return {
    add,
    find: (part: Part, count: number): void => {
      if (count > 0) of(part).found += count;
    },
    /** Something that nobody spoke of. */
    lose(what: string): void {
      if (lost.length < MAX_NAMED) lost.push(what);
    },
    lost: (): readonly string[] => lost,

    /** @param fields those of all rows, as they were counted when they were read */
    all(fields: readonly FieldsOfRows[]): PartAccount[] {
      for (const each of fields) {
        for (const column of each.columns) of({ kind: 'field', table: each.table, column }).found += each.rows;
        if (!each.isWorkedOn) addFieldsOf(each);
      }
      return [...counted.values()].sort(
        (a, b) =>
          a.table.localeCompare(b.table, 'en') ||
          a.kind.localeCompare(b.kind, 'en') ||
          a.column.localeCompare(b.column, 'en')
      );
    },
  };
};

export type PartAccounts = ReturnType<typeof createPartAccounts>;
