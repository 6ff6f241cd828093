import { IntlMessageFormat } from 'intl-messageformat';

import ar from './messages/ar.json';
import de from './messages/de.json';
import en from './messages/en.json';
import es from './messages/es.json';
import fr from './messages/fr.json';
import it from './messages/it.json';
import nl from './messages/nl.json';
import pl from './messages/pl.json';
import tr from './messages/tr.json';
import uk from './messages/uk.json';

/** Every sentence that ordering can say. English has them all, and so must every other language. */
export type MessageKey = keyof typeof en;
export type Messages = Readonly<Record<MessageKey, string>>;

/** The languages that Inprint brings along. */
export const SHIPPED: Readonly<Record<string, Messages>> = { ar, de, en, es, fr, it, nl, pl, tr, uk };

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
