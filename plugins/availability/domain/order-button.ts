import { isOrderable } from './availability';
import { stateOf } from './edition';
import type { StockStatus } from './facts';

/** Copies that come or go, a count of the shelf, or the end of counting. */
type QuantityChange = { readonly kind: 'delta' | 'count'; readonly copies: number } | { readonly kind: 'uncounted' };

/** What somebody is about to do to an edition. */
export type Intent =
  | { readonly kind: 'quantity'; readonly change: QuantityChange }
  | { readonly kind: 'update'; readonly update: Partial<Omit<StockStatus, 'edition' | 'quantity'>> };

interface Stock extends Pick<StockStatus, 'availability' | 'quantity' | 'whenSoldOut'> {
  /** Has the count turned the state, and not an editor? */
  readonly soldOut: boolean;
  readonly committed?: number;
}

/** What readers would see of a change: asked about, because who types a number may not mean it. */
export type Turn = 'taken' | 'brought-back';

/** The copies that can be promised after a change. A count is of the shelf: what is promised to orders lies there, too. */
const quantityAfter = ({ quantity, committed }: Stock, change: QuantityChange): number | null => {
  if (change.kind === 'uncounted') return null;
  if (change.kind === 'count') return Math.max(0, change.copies - (committed ?? 0));
  return quantity === null ? null : quantity + change.copies;
};

/** What will be written down of an edition. A state that the count has turned is turned back by the count. */
export const stockAfter = <Edition extends Stock>(edition: Edition, intent: Intent): Edition =>
  intent.kind === 'quantity'
    ? {
        ...edition,
        ...(edition.soldOut ? { availability: 'in-stock' as const } : {}),
        quantity: quantityAfter(edition, intent.change),
      }
    : { ...edition, ...intent.update };

/** May readers get another button by this? Copies that come to others and days that are expected change none. */
export const mayChangeButtons = (edition: Stock, intent: Intent): boolean =>
  stateOf(edition) !== stateOf(stockAfter(edition, intent)) ||
  (intent.kind === 'update' && 'successor' in intent.update);

const takesOrderButton = (edition: Stock, intent: Intent): boolean => {
  if (!isOrderable(stateOf(edition))) return false;
  const after = stockAfter(edition, intent);
  if (after.quantity !== null && after.quantity < 0) return false; // refused anyway, with its own words
  return !isOrderable(stateOf(after));
};

/** Copies that come bring the button back, and are meant to; an emptied field says of no copy that it is there. */
const bringsItBack = ({ soldOut }: Stock, intent: Intent): boolean =>
  soldOut && intent.kind === 'quantity' && intent.change.kind === 'uncounted';

/** Would this take the order button away from readers who have it now, or bring it back where nothing is left? */
export const turnOf = (edition: Stock, intent: Intent): Turn | null => {
  if (takesOrderButton(edition, intent)) return 'taken';
  return bringsItBack(edition, intent) ? 'brought-back' : null;
};
