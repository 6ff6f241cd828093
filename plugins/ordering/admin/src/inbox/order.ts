import { countryNameOf } from '../../../domain/country';
import type { OrderState } from '../../../domain/order-state';
import type { Doer } from '../who';

/** The most characters that a parcel's number at its carrier may have. */
export const MAX_TRACKING = 100;

/** An order as the inbox gets it: with its address, unless that was erased. */
export interface Order {
  readonly number: string;
  readonly state: OrderState;
  readonly next: readonly OrderState[];
  readonly canCorrectAddress: boolean;
  /** The step that led to its present state can be taken back, by whoever asked. */
  readonly canTakeBack: boolean;
  /** The parcel's number at its carrier. */
  readonly tracking: string | null;
  readonly createdAt: string;
  readonly erasedAt: string | null;
  /** The language that it was ordered in. */
  readonly locale: string;
  readonly fee: { readonly amount: string; readonly currency: string } | null;
  readonly recipient: {
    readonly name: string | null;
    readonly organisation: string | null;
    readonly street: string | null;
    readonly postalCode: string | null;
    readonly city: string | null;
    readonly country: string | null;
    readonly email: string | null;
  };
  readonly lines: readonly {
    readonly title: string;
    readonly locale: string;
    readonly orderNumber: string | null;
    readonly quantity: number;
  }[];
  readonly history: readonly (Doer & { readonly state: OrderState; readonly at: string })[];
}

/** The address as it stands on a parcel, line by line; its country by its name in a language. */
export const addressLines = ({ recipient }: Order, language: string): string[] =>
  [
    recipient.name,
    recipient.organisation,
    recipient.street,
    [recipient.postalCode, recipient.city].filter(Boolean).join(' '),
    recipient.country && countryNameOf(recipient.country, language),
  ].filter((line): line is string => Boolean(line));

/** There is a parcel to pack, or there was one: erased addresses are printed nowhere. */
export const isPrintable = ({ state, recipient }: Order): boolean => state !== 'cancelled' && recipient.name !== null;
