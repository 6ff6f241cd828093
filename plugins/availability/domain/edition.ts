import type { Availability } from './availability';
import type { Locale, StockStatus } from './facts';

/** The edition that serves a locale: its own print run, else the one for all languages. */
export const chooseEdition = (editions: readonly StockStatus[], locale: Locale): StockStatus | null =>
  editions.find(({ edition }) => edition === locale) ?? editions.find(({ edition }) => edition === null) ?? null;

/**
 * The state of one edition. A counted `in-stock` edition whose last copy is gone is in its `whenSoldOut` state
 * by itself. A state that an editor chose stays, whatever is counted.
 *
 * The database writes this state down, and turns it back when copies come (`server/src/database.ts`), so that lists can be
 * filtered and sorted. Read again here, so that no button depends on that having worked.
 */
export const stateOf = ({
  availability,
  quantity,
  whenSoldOut,
}: Pick<StockStatus, 'availability' | 'quantity' | 'whenSoldOut'>): Availability =>
  availability === 'in-stock' && quantity !== null && quantity <= 0 ? whenSoldOut : availability;

/** Are there so few copies left that the record's own limit is reached? Only counted, in-stock editions can be low. */
export const isLowStock = (edition: StockStatus): boolean =>
  stateOf(edition) === 'in-stock' &&
  edition.quantity !== null &&
  edition.lowStockAt !== null &&
  edition.quantity <= edition.lowStockAt;
