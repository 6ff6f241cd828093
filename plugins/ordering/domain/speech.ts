import { IntlMessageFormat } from 'intl-messageformat';

import de from './messages/de.json';
import en from './messages/en.json';
import fr from './messages/fr.json';

/** Every sentence that ordering can say. English has them all, and so must every other language. */
export type MessageKey = keyof typeof en;
export type Messages = Readonly<Record<MessageKey, string>>;

const SHIPPED: Readonly<Record<string, Messages>> = { de, en, fr };

/** Speaks one language. */
export interface Speech {
  readonly locale: string;
  readonly say: (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;
  readonly list: (parts: readonly string[]) => string;
  readonly money: (amount: string, currency: string) => string;
}

const createSpeech = (locale: string, messages: Messages): Speech => {
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    locale,
    say: (key, values) =>
      String(new IntlMessageFormat(messages[key], locale, undefined, { ignoreTag: true }).format(values)),
    list: (parts) => lists.format(parts),
    money: (amount, currency) => new Intl.NumberFormat(locale, { style: 'currency', currency }).format(Number(amount)),
  };
};

const speeches = new Map(Object.entries(SHIPPED).map(([locale, messages]) => [locale, createSpeech(locale, messages)]));
const english = createSpeech('en', en);

/** The speech for a locale: its base language's, else English. */
export const speechFor = (locale: string): Speech => speeches.get(locale.split('-')[0] ?? locale) ?? english;
