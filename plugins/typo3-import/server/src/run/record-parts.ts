import type { Fate, LeftOutReason, PartKind } from '../../../domain/accounts';
import { columnsWithContent, isBookkeeping, isFollowed } from '../../../domain/columns';
import type { PartCount } from '../../../domain/text/text-count';
import type { StagedRow } from '../staging/staging';
import type { PartAccounts } from './part-accounts';

type Column = string | null | undefined;

interface Named {
  readonly kind: PartKind;
  readonly column: string;
  fate: 'open' | 'used' | LeftOutReason;
}

/**
 * What a record is made of that has no row of its own: its fields, what is named in them, and the links and images of its texts. Of each,
 * who takes it or leaves it out says so; what nobody speaks of is a fault.
 */
export class RecordParts {
  readonly #taken = new Set<string>();
  readonly #left = new Map<string, LeftOutReason>();
  readonly #named = new Map<string, Named>();
  readonly #counted: { readonly kind: PartKind; readonly column: string; readonly count: PartCount }[] = [];

  take(...columns: readonly Column[]): void {
    for (const column of columns) if (column) this.#taken.add(column);
  }

  leave(reason: LeftOutReason, column: Column): void {
    if (column) this.#left.set(column, reason);
  }

  /** Something that a column names: a file, a link, another record. */
  find(kind: PartKind, column: string, name: string): void {
    const key = `${kind}:${name}`;
    if (!this.#named.has(key)) this.#named.set(key, { kind, column, fate: 'open' });
  }

  use(kind: PartKind, name: string): void {
    const named = this.#named.get(`${kind}:${name}`);
    if (named) named.fate = 'used';
  }

  drop(kind: PartKind, name: string, reason: LeftOutReason): void {
    const named = this.#named.get(`${kind}:${name}`);
    if (named && named.fate !== 'used') named.fate = reason;
  }

  /** What a text was counted to hold. */
  count(kind: 'link' | 'image', column: Column, count: PartCount): void {
    this.#counted.push({ kind, column: column ?? '', count });
  }

  #settleFields({ table, row, uid }: StagedRow, mapped: ReadonlySet<string>, accounts: PartAccounts, fate: Fate): void {
    for (const column of columnsWithContent(row)) {
      const left = this.#left.get(column);
      const own = { kind: 'field', table, column } as const;
      if (left !== undefined) accounts.add(own, 'left-out', left);
      else if (this.#taken.has(column)) accounts.add(own, fate, fate === 'left-out' ? 'failed' : null);
      else if (isBookkeeping(column)) accounts.add(own, 'left-out', 'bookkeeping');
      else if (isFollowed(table, column)) {
        const isCount = /^\d+$/.test(row[column] ?? '');
        accounts.add(own, 'left-out', isCount ? 'bookkeeping' : 'no-meaning');
      } else if (mapped.has(column)) accounts.lose(`${table}:${uid} ${column}`);
      else accounts.add(own, 'left-out', 'no-place');
    }
  }

  /**
   * @param mapped columns of its table that the mapping names
   * @param fate of the record
   */
  settle(staged: StagedRow, mapped: ReadonlySet<string>, accounts: PartAccounts, fate: Fate): void {
    const { table, uid } = staged;
    const failed = fate === 'left-out' ? 'failed' : null;
    this.#settleFields(staged, mapped, accounts, fate);
    for (const [name, { kind, column, fate: own }] of this.#named) {
      const part = { kind, table, column };
      accounts.find(part, 1);
      if (own === 'used') accounts.add(part, fate, failed);
      else if (own === 'open') accounts.lose(`${table}:${uid} ${name}`);
      else accounts.add(part, 'left-out', own);
    }
    for (const { kind, column, count } of this.#counted) {
      const part = { kind, table, column };
      accounts.find(part, count.found);
      accounts.add(part, fate, failed, count.kept);
      let sum = count.kept;
      for (const [reason, times] of Object.entries(count.leftOut) as [LeftOutReason, number][]) {
        accounts.add(part, 'left-out', reason, times);
        sum += times;
      }
      if (sum !== count.found) accounts.lose(`${table}:${uid} ${column} (${kind}: ${count.found}/${sum})`);
    }
  }
}
