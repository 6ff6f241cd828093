import type { useSay } from '../messages';

/** A mail or webhook that was given up, as the server lists it: it names an order and holds no address. */
export interface Undelivered {
  readonly id: number;
  readonly kind: 'mail-reader' | 'mail-shipper' | 'mail-waitlist' | 'webhook';
  /** Which mail of its kind. */
  readonly mail: string | null;
  /** The number of the order that it is about. */
  readonly order: string | null;
  /** Who gets a webhook: `https://www.example.org`. */
  readonly receiver: string | null;
  readonly error: string | null;
  readonly givenUpAt: string;
}

/** What a message was to say, and to whom. */
export const wordsOf = (say: ReturnType<typeof useSay>, { kind, mail, receiver }: Undelivered): string => {
  if (kind === 'webhook') return say('messages.webhook', { receiver: receiver ?? '?' });
  if (kind !== 'mail-reader') return say(`messages.${kind}`);
  return say(`messages.mail-reader.${mail as 'received' | 'sent' | 'cancelled' | 'restored'}`);
};
