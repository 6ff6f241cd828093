import type { Locale, Settings } from './facts';

/** `de` of `de-AT`; a tag without a region is its own base. */
export const baseLanguageOf = (locale: Locale): Locale => locale.split('-')[0] ?? locale;

/**
 * The locale of a site that is meant by a language tag from outside: the tag itself, however its letters are cased (RFC 5646,
 * 2.1.1), else its base language, region and script taken off one by one: `de` for `de-DE`, `zh-Hant` for `zh-Hant-TW`.
 *
 * @returns the locale as the site spells it, or null where the site has nothing of that language
 */
export const localeMeantBy = (asked: string, locales: readonly Locale[]): Locale | null => {
  if (locales.includes(asked)) return asked;
  const parts = asked.trim().toLowerCase().split('-');
  for (let length = parts.length; length > 0; length -= 1) {
    const tag = parts.slice(0, length).join('-');
    const found = locales.find((locale) => locale.toLowerCase() === tag);
    if (found !== undefined) return found;
  }
  return null;
};

type ChainSettings = Pick<Settings, 'locales' | 'defaultLocale' | 'fallbacks'>;

const remembered = new WeakMap<ChainSettings, Map<Locale, readonly Locale[]>>();

/**
 * The locales to look through, best first, each once: the asked one, then its configured chain or, by default,
 * its base language, the default locale and the other locales in order. A configured chain is taken as it
 * stands, so that a portal can forbid a fallback by leaving it out.
 *
 * One list of materials asks for the same chain many times: it is remembered with the settings.
 */
export const fallbackChain = (locale: Locale, settings: ChainSettings): readonly Locale[] => {
  const chains = remembered.get(settings) ?? new Map<Locale, readonly Locale[]>();
  remembered.set(settings, chains);
  const known = chains.get(locale);
  if (known) return known;
  const { locales, defaultLocale, fallbacks } = settings;
  const rest = fallbacks[locale] ?? [baseLanguageOf(locale), defaultLocale, ...locales];
  const chain = [...new Set([locale, ...rest])];
  chains.set(locale, chain);
  return chain;
};
