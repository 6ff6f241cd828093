import type { Locale, Settings } from './facts';

/** `de` of `de-AT`; a tag without a region is its own base. */
export const baseLanguageOf = (locale: Locale): Locale => locale.split('-')[0] ?? locale;

/**
 * The locales to look through, best first, each once: the asked one, then its configured chain or, by default,
 * its base language, the default locale and the other locales in order. A configured chain is taken as it
 * stands, so that a portal can forbid a fallback by leaving it out.
 */
export const fallbackChain = (
  locale: Locale,
  { locales, defaultLocale, fallbacks }: Pick<Settings, 'locales' | 'defaultLocale' | 'fallbacks'>
): Locale[] => {
  const rest = fallbacks[locale] ?? [baseLanguageOf(locale), defaultLocale, ...locales];
  return [...new Set([locale, ...rest])];
};
