import de from './words/de.json';
import en from './words/en.json';
import fr from './words/fr.json';

export type Word = keyof typeof de;

const WORDS = { de, en, fr } as const satisfies Record<string, Readonly<Record<Word, string>>>;

/** The languages that the site's own words are written in. */
export type SiteLocale = keyof typeof WORDS;
export const LOCALES = Object.keys(WORDS) as SiteLocale[];
export const DEFAULT_LOCALE: SiteLocale = 'de';

export const isSiteLocale = (value: unknown): value is SiteLocale =>
  typeof value === 'string' && Object.hasOwn(WORDS, value);

/** "Deutsch" for `de`, said in its own language. */
export const ownLanguageName = (asked: string): string => {
  const name = new Intl.DisplayNames([asked], { type: 'language' }).of(asked) ?? asked;
  return name.charAt(0).toLocaleUpperCase(asked) + name.slice(1);
};

/** How the site speaks one language. */
export interface Speech {
  readonly locale: SiteLocale;
  /** A word or sentence, its `{places}` filled in. */
  readonly say: (word: Word, values?: Readonly<Record<string, string | number>>) => string;
  /** A label and its value: "Stand: Storniert", "État : Annulée" with a no-break space. */
  readonly colon: string;
  /** A day ("2013-03-27") or a moment, as a day in words. */
  readonly day: (date: string) => string;
  /** A moment with its time of day, where the portal is. */
  readonly moment: (at: string, timeZone: string) => string;
  /** "Deutsch" for `de`, said in the page's language. */
  readonly languageName: (asked: string) => string;
  /** "3,00 €" */
  readonly price: (amount: number | string, currency: string | null | undefined) => string;
}

const createSpeech = (locale: SiteLocale): Speech => {
  const words: Readonly<Record<Word, string>> = WORDS[locale];
  const say: Speech['say'] = (word, values = {}) =>
    words[word].replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const languages = new Intl.DisplayNames([locale], { type: 'language' });
  return {
    locale,
    say,
    colon: words.colon,
    day: (date) => days.format(new Date(date)),
    moment: (at, timeZone) =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(new Date(at)),
    languageName: (asked) => {
      try {
        return languages.of(asked) ?? asked;
      } catch {
        return asked; // no language tag: better its letters than nothing
      }
    },
    price: (amount, currency) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency: currency ?? 'EUR' }).format(Number(amount)),
  };
};

const SPEECHES = Object.fromEntries(LOCALES.map((locale) => [locale, createSpeech(locale)])) as Record<
  SiteLocale,
  Speech
>;

export const speechIn = (locale: SiteLocale): Speech => SPEECHES[locale];
