import type { Fate, LeftOutReason } from '../../../domain/accounts';
import type { Staging } from '../staging/staging';

/** The rows that a record is made of, besides its own: what becomes of them follows from what becomes of it. */
export class RecordRows {
  readonly #used = new Set<number>();
  readonly #left = new Map<number, LeftOutReason>();

  use(...rows: readonly number[]): void {
    for (const row of rows) this.#used.add(row);
  }

  leave(reason: LeftOutReason, ...rows: readonly number[]): void {
    for (const row of rows) this.#left.set(row, reason);
  }

  /** Rows that were meant to be used, and were not. */
  drop(reason: LeftOutReason, ...rows: readonly number[]): void {
    for (const row of rows) this.#used.delete(row);
    this.leave(reason, ...rows);
  }

  /** @param fate of the record */
  settle(staging: Staging, fate: Fate): void {
    for (const [row, reason] of this.#left) if (!this.#used.has(row)) staging.account(row, 'left-out', reason);
    for (const row of this.#used) staging.account(row, fate, fate === 'left-out' ? 'owner-left-out' : null);
  }
}
