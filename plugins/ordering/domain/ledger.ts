/** Why copies came or went. `state` lines move no copies: they keep the history of an edition's state complete. */
export type Reason = 'order' | 'cancellation' | 'delivery' | 'correction' | 'feed' | 'state';

/** One line of the ledger. Its keys are facts of its time: it stays readable when the stock status is gone. */
export interface LedgerLine {
  readonly id: number;
  /** The documentId of the stock status. */
  readonly stockStatus: string;
  readonly material: string | null;
  readonly edition: string | null;
  readonly orderNumber: string | null;
  /** The state of the edition after this line. */
  readonly availability: string | null;
  /** Copies that came (positive) or went (negative). */
  readonly delta: number;
  /** Copies after this line; null is "not counted". */
  readonly balance: number | null;
  readonly reason: Reason;
  /** What the line belongs to: an order's number, a batch of the feed. */
  readonly reference: string | null;
  /** Who booked it, without a name: `reader`, `admin:3`, `api-token:2`; null is "by another door". */
  readonly who: string | null;
  readonly note: string | null;
  /** ISO 8601, UTC. */
  readonly bookedAt: string;
}

/** What the ledger says about one edition and what its stock status says, side by side. */
export interface Account {
  readonly stockStatus: string;
  readonly orderNumber: string | null;
  /** The sum of all deltas. */
  readonly sum: number;
  /** The balance of the last line; undefined if there is none. */
  readonly lastBalance: number | null | undefined;
  /** The quantity of the stock status; undefined if it was deleted. */
  readonly quantity: number | null | undefined;
}

const counted = (copies: number | null): string => (copies === null ? 'not counted' : String(copies));

/** Names what does not add up in one account; nothing, if all does. */
export const findDifferences = ({ stockStatus, orderNumber, sum, lastBalance, quantity }: Account): string[] => {
  const name = `Stock status ${stockStatus}${orderNumber ? ` (order number ${orderNumber})` : ''}`;
  if (lastBalance === undefined) return [`${name}: has no ledger line, its quantity is ${counted(quantity ?? null)}.`];
  const differences: string[] = [];
  if (sum !== (lastBalance ?? 0)) {
    differences.push(`${name}: the ledger’s lines add up to ${sum}, its last balance is ${counted(lastBalance)}.`);
  }
  if (quantity === undefined) {
    if (lastBalance !== null) differences.push(`${name}: was deleted, but its ledger was not closed (${lastBalance}).`);
  } else if (quantity !== lastBalance) {
    differences.push(`${name}: its quantity is ${counted(quantity)}, the ledger says ${counted(lastBalance)}.`);
  }
  return differences;
};

/** The copies of an edition in an order, and those that the ledger took for it. */
export interface Commitment {
  readonly order: string;
  readonly state: string;
  readonly stockStatus: string;
  readonly wanted: number;
  /** What came back is taken off. */
  readonly taken: number;
}

/** Names an order whose copies were not taken, or came back although it was not cancelled; nothing, if all is right. */
export const findBrokenPromise = ({ order, state, stockStatus, wanted, taken }: Commitment): string[] => {
  // Of a cancelled order, copies that nobody found stay away, and so do those of a record that is gone.
  const isRight = state === 'cancelled' ? taken >= 0 && taken <= wanted : taken === wanted;
  if (isRight) return [];
  return [
    `Order ${order} (${state}): ${wanted} copies of stock status ${stockStatus} are its own, the ledger took ${taken}.`,
  ];
};

/** A change of copies as people and programs enter it. */
export type StockChange =
  /** Copies that came or went. */
  | { readonly delta: number }
  /** A count of the shelf; null: stop counting. */
  | { readonly count: number | null }
  /** What a warehouse can promise after it took the orders off that it knows of. */
  | { readonly available: number }
  /** What can be promised, as it will be read; null: stop counting. */
  | { readonly quantity: number | null };

/** What an edition was at the end of a moment. */
export interface PastStock {
  readonly availability: string | null;
  readonly quantity: number | null;
}

/**
 * State and stock of an edition at a moment of the past: those of the last line up to it.
 *
 * @param lines of one stock status, oldest first
 * @param moment ISO 8601, UTC
 * @returns null if there was no record then
 */
export const stockAt = (lines: readonly LedgerLine[], moment: string): PastStock | null => {
  const last = lines.filter(({ bookedAt }) => bookedAt <= moment).at(-1);
  return last && last.availability !== null ? { availability: last.availability, quantity: last.balance } : null;
};
