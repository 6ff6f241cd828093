import type { GivenOut, RunOut } from '../../../domain/reprint';
import type { LedgerLine } from '../../../domain/ledger';
import type { ReprintSort, WantedEdition } from '../../../server/src/services/reprint';

export type { ReprintSort, WantedEdition };

/** How editions can be put in order. */
export const REPRINT_SORTS = ['demand', 'runs-out'] as const satisfies readonly ReprintSort[];

/** All that speaks for printing an edition again. */
export interface ReprintCase extends WantedEdition {
  readonly lastCopyAt: string | null;
  readonly runOut: RunOut;
  readonly givenOut: {
    readonly months: readonly GivenOut[];
    readonly all: number;
    readonly since: string | null;
    readonly perMonth: number | null;
  };
  readonly downloads: {
    readonly copies: number;
    readonly countedSince: string | null;
    readonly hasFile: boolean;
    readonly hasExternal: boolean;
  };
}

/** What an edition was at the end of a day. */
export interface PastDay {
  readonly day: string;
  readonly knowledge: 'known' | 'before' | 'deleted';
  readonly availability: string | null;
  readonly quantity: number | null;
}

/** A line of the ledger with the name of who booked it, if it was somebody of the admin. */
export type HistoryLine = LedgerLine & { readonly name: string | null };

/** A page of a list. */
export interface Paged<Entry> {
  readonly data: readonly Entry[];
  readonly meta: { readonly page: number; readonly pageSize: number; readonly total: number };
}
