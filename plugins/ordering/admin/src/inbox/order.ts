import { countryNameOf } from '../../../domain/country';
import type { OrderState } from '../../../domain/order-state';
import type { Doer } from '../who';

/** An order as the inbox gets it: with its address, unless that was erased. */
export interface Order {
  readonly number: string;
  readonly state: OrderState;
  readonly next: readonly OrderState[];
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
