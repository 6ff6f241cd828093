import type { Fee } from './order-rules';
import type { Speech } from './speech';

export const READER_MAILS = ['received', 'sent', 'cancelled', 'restored'] as const;
export type ReaderMail = (typeof READER_MAILS)[number];

export interface MailedOrder {
  readonly number: string;
  readonly name: string;
  readonly lines: readonly { readonly title: string; readonly quantity: number }[];
  readonly fee: Fee | null;
  /** The parcel's number at its carrier. */
  readonly tracking: string | null;
  /** Where the reader sees what becomes of it; null where the site has no such page. */
  readonly statusUrl: string | null;
}

export interface Letter {
  readonly subject: string;
  readonly text: string;
}

/** What the reader is told about an order, in plain text. */
export const writeToReader = (
  mail: ReaderMail,
  { number, name, lines, fee, tracking, statusUrl }: MailedOrder,
  speech: Speech
): Letter => {
  const { say } = speech;
  const items = lines.map(({ title, quantity }) => `- ${say('mail.line', { title, quantity })}`);
  const cost =
    fee && mail !== 'cancelled' ? ['', say('mail.fee', { fee: speech.money(fee.amount, fee.currency) })] : [];
  const parcel = tracking && mail === 'sent' ? ['', say('mail.tracking', { tracking })] : [];
  const status = statusUrl ? ['', say('mail.status', { url: statusUrl })] : [];
  return {
    subject: say(`mail.${mail}.subject`, { number }),
    text: [
      say('mail.greeting', { name }),
      '',
      say(`mail.${mail}.text`, { number }),
      '',
      ...items,
      ...cost,
      ...parcel,
      ...status,
    ].join('\n'),
  };
};

/** What the shipper is told: no address leaves the order inbox by mail. */
export const writeToShipper = ({ number }: Pick<MailedOrder, 'number'>, { say }: Speech): Letter => ({
  subject: say('mail.shipper.subject', { number }),
  text: say('mail.shipper.text', { number }),
});

/** An edition that runs low. */
export interface LowEdition {
  readonly title: string;
  /** Its language; null is "for all languages". */
  readonly edition: string | null;
  readonly orderNumber: string | null;
  readonly copies: number;
}

/** What staff are told of editions that run low. @param desk where they can be seen */
export const writeOfLowStock = (editions: readonly LowEdition[], desk: string, { say, locale }: Speech): Letter => {
  const languages = new Intl.DisplayNames([locale], { type: 'language' });
  const line = ({ title, edition, orderNumber, copies }: LowEdition): string => {
    const named = [title, edition === null ? null : (languages.of(edition) ?? edition), orderNumber];
    return `- ${say('mail.low.line', { edition: named.filter(Boolean).join(', '), copies })}`;
  };
  return {
    subject: say('mail.low.subject', { count: editions.length }),
    text: [say('mail.low.text', { count: editions.length }), '', ...editions.map(line), '', desk].join('\n'),
  };
};

/** Seconds until the next try: 1 min, 2, 4 … at most 6 hours. */
export const secondsUntilRetry = (attempts: number): number => Math.min(60 * 2 ** Math.max(attempts - 1, 0), 6 * 3600);

/** Tries before somebody must look: with the pauses above, about three days. */
export const MAX_ATTEMPTS = 18;

/** Mail servers repeat addresses in their errors; ours do not keep them. */
export const withoutAddresses = (words: string): string =>
  words.replace(/(?<![^\s<>"'])[^\s<>"']+@[^\s<>"']+/g, '[address]').slice(0, 500);
