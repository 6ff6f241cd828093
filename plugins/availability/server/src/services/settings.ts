import type { Locale, Settings } from '../../../domain/facts';
import { createSpeaker, type Speaker } from '../../../domain/speech';
import { configOf, type Strapi } from '../strapi';

/** How long the list of locales is believed, in ms: another server may have added one. */
const LOCALES_MAX_AGE = 10_000;

interface Locales {
  readonly codes: readonly Locale[];
  readonly defaultLocale: Locale;
}

/** The portal's settings as the rules want them: configuration, locales and the day it is. */
export const createSettings = (strapi: Strapi) => {
  let known: { readonly locales: Promise<Locales>; readonly at: number } | null = null;
  let speaker: { readonly speak: Speaker; readonly defaultLocale: Locale } | null = null;
  let days: Intl.DateTimeFormat | null = null;

  const read = async (): Promise<Locales> => {
    const service = strapi.plugin('i18n').service('locales');
    const [rows, defaultLocale] = await Promise.all([
      service.find() as Promise<{ code: string }[]>,
      service.getDefaultLocale() as Promise<string | null>,
    ]);
    const codes = rows.map(({ code }) => code);
    return { codes, defaultLocale: defaultLocale ?? codes[0] ?? 'en' };
  };

  const locales = (): Promise<Locales> => {
    if (!known || Date.now() - known.at > LOCALES_MAX_AGE) {
      known = { locales: read(), at: Date.now() };
      known.locales.catch(() => (known = null)); // a failed read is tried again; its caller gets the error
    }
    return known.locales;
  };

  const today = (timeZone: string): string => {
    days ??= new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    return days.format(new Date());
  };

  return {
    /** Settings for one request. */
    async current(): Promise<Settings> {
      const { fallbacks, pages, timeZone } = configOf(strapi);
      const { codes, defaultLocale } = await locales();
      return { locales: codes, defaultLocale, fallbacks, pages, today: today(timeZone) };
    },
    /** The speaker of all languages, for a portal's default locale. */
    speakerFor({ defaultLocale }: Settings): Speaker {
      if (speaker?.defaultLocale !== defaultLocale) speaker = { speak: createSpeaker(defaultLocale), defaultLocale };
      return speaker.speak;
    },
    /** Forgets the list of locales: one was added, removed or made the default. */
    forgetLocales(): void {
      known = null;
    },
  };
};
