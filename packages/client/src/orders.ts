import type { MaterialAction } from './action';

export interface OrderLine {
  /** The material's documentId. */
  material: string;
  /** The edition's language. */
  locale: string;
  quantity: number;
}

export interface Recipient {
  name: string;
  organisation?: string | null;
  street: string;
  postalCode: string;
  city: string;
  /** A country's name or two-letter code (ISO 3166-1). */
  country: string;
  email: string;
}

/** What `POST /api/orders` takes as `data`. */
export interface OrderRequest {
  lines: OrderLine[];
  recipient: Recipient;
}

export interface PlacedLine extends OrderLine {
  title: string;
  orderNumber: string | null;
}

export const ORDER_STATES = ['received', 'passed-on', 'sent', 'cancelled'] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export interface Fee {
  /** With the currency's decimals. */
  amount: string;
  currency: string;
}

/** An order that was taken, or how it stands. */
export interface Order {
  number: string;
  state: OrderState;
  /** ISO 8601 in UTC; where the order is asked for by its token. */
  createdAt?: string;
  fee: Fee | null;
  lines: PlacedLine[];
  /** The parcel's number at its carrier. */
  tracking?: string | null;
  history?: { state: OrderState; at: string }[];
  /** Of a new order: what `orderStatus` takes. */
  token?: string;
}

/** One thing that is wrong with what was sent. */
export interface Problem {
  /** From what was sent: `['recipient', 'email']`, `['lines', '0', 'quantity']`. */
  path: string[];
  /** In the asked language. */
  message: string;
  /** Stays the same in every language and release. */
  code?: string;
  /** The rule's numbers: `{ max: 5 }`. */
  values?: Record<string, unknown>;
}

/** A line of an order that cannot be filled, and what readers can do instead. */
export interface UnfilledLine {
  line?: number;
  material: string;
  locale: string;
  message: string;
  reason: string;
  action: MaterialAction;
}

/** What `POST /api/waitlist` takes as `data`. */
export interface WaitlistRequest {
  material: string;
  locale: string;
  email: string;
}
