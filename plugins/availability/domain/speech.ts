import { IntlMessageFormat } from 'intl-messageformat';

import { createSizeFormat } from '../../../packages/client/src/size';
import { directionOf, isolated } from './direction';
import { baseLanguageOf } from './locale';
import type { Day, Locale } from './facts';
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

/** Every sentence that the swap can say. English has them all, and so must every other language. */
export type MessageKey = keyof typeof en;

/** The sentences of one language, as ICU messages. */
export type Messages = Readonly<Record<MessageKey, string>>;

/** The languages that Inprint brings along. */
export const SHIPPED: Readonly<Record<Locale, Messages>> = { ar, de, en, es, fr, it, nl, pl, tr, uk };

export const MESSAGE_KEYS = Object.keys(en) as readonly MessageKey[];

/** Speaks one language: formats messages, days, sizes and language names. */
export interface Speech {
  /** The language that is really spoken, which is the asked one unless that has no messages. */
  readonly locale: Locale;
  readonly say: (key: MessageKey, values?: Readonly<Record<string, string>>) => string;
  /** A calendar day in words: "1. März 2027". */
  readonly day: (day: Day) => string;
  /** A file size in the largest unit that leaves at least 1: "1,2 MB". */
  readonly size: (bytes: number) => string;
  /** The name of a language, in this one: "Deutsch". */
  readonly language: (locale: Locale) => string;
  /** A title or name of any direction, so that it can stand inside a sentence of this language. */
  readonly inline: (name: string) => string;
}

/** Locales come from outside: what is remembered of them must not grow without bounds. */
const MAX_REMEMBERED = 200;

const createSpeech = (locale: Locale, messages: Messages): Speech => {
  const formats = new Map<MessageKey, IntlMessageFormat | string>();
  const languageNames = new Map<Locale, string>();
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const languages = new Intl.DisplayNames([locale], { type: 'language' });
  const direction = directionOf(locale);

  const nameOf = (asked: Locale): string => {
    try {
      return languages.of(asked) ?? asked;
    } catch {
      return asked; // not a language tag: better its letters than no button
    }
  };

  return {
    locale,
    say(key, values) {
      let format = formats.get(key);
      if (format === undefined) {
        const message = messages[key];
        // Most sentences have no places to fill: they need no formatting.
        format = /[{'#]/.test(message)
          ? new IntlMessageFormat(message, locale, undefined, { ignoreTag: true })
          : message;
        formats.set(key, format);
      }
      return typeof format === 'string' ? format : String(format.format(values));
    },
    day: (day) => days.format(new Date(`${day}T00:00:00Z`)),
    size: createSizeFormat(locale),
    language(asked) {
      const known = languageNames.get(asked);
      if (known !== undefined) return known;
      const name = nameOf(asked);
      if (languageNames.size < MAX_REMEMBERED) languageNames.set(asked, name);
      return name;
    },
    inline: (name) => isolated(name, direction),
  };
};

/**
 * Makes the speaker of every language. A locale without messages of its own is spoken to in its base language,
 * then in the default locale, then in English.
 */
export const createSpeaker = (defaultLocale: Locale, catalogues: Readonly<Record<Locale, Messages>> = SHIPPED) => {
  const speeches = new Map<Locale, Speech>();
  return (asked: Locale): Speech => {
    const known = speeches.get(asked);
    if (known) return known;
    const spoken =
      [asked, baseLanguageOf(asked), defaultLocale, baseLanguageOf(defaultLocale)].find((locale) =>
        Object.hasOwn(catalogues, locale)
      ) ?? 'en';
    const speech = speeches.get(spoken) ?? createSpeech(spoken, catalogues[spoken] ?? en);
    speeches.set(spoken, speech);
    if (speeches.size < MAX_REMEMBERED) speeches.set(asked, speech);
    return speech;
  };
};

export type Speaker = ReturnType<typeof createSpeaker>;
