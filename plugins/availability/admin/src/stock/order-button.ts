import { isOrderable } from '../../../domain/availability';
import { stateOf } from '../../../domain/edition';
import type { Edition, EditionUpdate, QuantityChange } from './api';

/** What somebody is about to do to an edition. */
export type Intent =
  | { readonly kind: 'quantity'; readonly change: QuantityChange }
  | { readonly kind: 'update'; readonly update: EditionUpdate };

type Stock = Pick<Edition, 'availability' | 'quantity' | 'whenSoldOut' | 'soldOut'> &
  Partial<Pick<Edition, 'committed'>>;

/** What readers would see of a change: asked about, because who types a number may not mean it. */
export type Turn = 'taken' | 'brought-back';

/** A count is of the shelf: what is promised to orders lies there, too. */
const quantityAfter = ({ quantity, committed }: Stock, change: QuantityChange): number | null => {
  if (change.kind === 'uncounted') return null;
  if (change.kind === 'count') return Math.max(0, change.copies - (committed ?? 0));
  return quantity === null ? null : quantity + change.copies;
};

const takesOrderButton = (edition: Stock, intent: Intent): boolean => {
  if (!isOrderable(stateOf(edition))) return false;
  const after: Stock =
    intent.kind === 'quantity'
      ? { ...edition, quantity: quantityAfter(edition, intent.change) }
      : { ...edition, ...intent.update };
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
