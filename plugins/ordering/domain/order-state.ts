/** Where an order can go from each state. A parcel that was sent does not come back by a click. */
const NEXT = {
  received: ['passed-on', 'sent', 'cancelled'],
  'passed-on': ['sent', 'cancelled'],
  sent: [],
  cancelled: [],
} as const satisfies Record<string, readonly string[]>;

export type OrderState = keyof typeof NEXT;

export const ORDER_STATES = Object.keys(NEXT) as OrderState[];

export const isOrderState = (value: unknown): value is OrderState =>
  typeof value === 'string' && Object.hasOwn(NEXT, value);

export const nextStates = (state: OrderState): readonly OrderState[] => NEXT[state];

/** The states an order may be in for it to go into another. */
export const statesBefore = (next: OrderState): OrderState[] =>
  ORDER_STATES.filter((state) => nextStates(state).includes(next));

/** What will be sent: its address can still be corrected. */
export const isToBeSent = (state: OrderState): boolean => nextStates(state).includes('sent');

/** The state that a mistaken click is taken back to; null where there is nothing to take back. */
const BEHIND: Readonly<Partial<Record<OrderState, OrderState>>> = {
  'passed-on': 'received',
  sent: 'passed-on',
  cancelled: 'received',
};

export const stateBehind = (state: OrderState): OrderState | null => BEHIND[state] ?? null;
