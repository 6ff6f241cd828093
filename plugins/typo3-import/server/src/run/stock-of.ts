import type { MappedAvailability, MaterialMapping } from '../../../domain/mapping';
import { textOf, type OldRow } from '../../../domain/record';
import { LONGEST, type Fields } from './fields';

/** The stock that a material's record tells of. */
export interface BuiltStock {
  readonly orderNumber: string | null;
  readonly quantity: number | null;
  readonly availability: MappedAvailability;
}

/** Reads what a record says of stock; null if it says nothing. */
export const stockOf = (
  row: OldRow,
  { columns, availabilities }: MaterialMapping,
  fields: Fields
): BuiltStock | null => {
  if (!columns.stock && !columns.availability && !columns.orderNumber) return null;
  for (const column of [columns.orderNumber, columns.stock, columns.availability]) fields.take(column);
  const counted = textOf(row, columns.stock);
  const quantity = /^\d+$/.test(counted) && Number(counted) <= 2_147_483_647 ? Number(counted) : null;
  if (counted !== '' && quantity === null) {
    fields.leave('unreadable-value', columns.stock);
    fields.tell('field', 'unreadable-value', { field: 'stock', value: counted.slice(0, 100) });
  }
  const value = textOf(row, columns.availability);
  const told = columns.availability ? availabilities[value] : undefined;
  if (columns.availability && value !== '' && told === undefined) {
    fields.leave('unreadable-value', columns.availability);
    fields.tell('field', 'unknown-availability', { value: value.slice(0, 100) });
  }
  const orderNumber = textOf(row, columns.orderNumber).slice(0, LONGEST.number) || null;
  // Nothing is orderable by accident: without a word about stock there is no stock status.
  const availability = told ?? (quantity === null ? null : quantity > 0 ? 'in-stock' : 'out-of-print');
  const isCounted = availability === 'in-stock' || quantity === 0;
  if (quantity !== null && !isCounted) fields.leave('no-meaning', columns.stock);
  if (availability === null) fields.leave('no-meaning', columns.orderNumber);
  return availability === null ? null : { orderNumber, quantity: isCounted ? quantity : null, availability };
};
