import type { Locale, Settings } from '../../../domain/facts';
import { fallbackChain } from '../../../domain/locale';
import { createSpeaker, type Speaker } from '../../../domain/speech';
import { fillUrl } from '../../../domain/url';
import { configOf, type Strapi } from '../strapi';

/** How long the list of locales is believed, in ms: another server may have added one. */
const LOCALES_MAX_AGE = 10_000;

/** In ms. Days begin with a minute in every time zone. */
const MINUTE = 60_000;

interface Locales {
  readonly codes: readonly Locale[];
  readonly defaultLocale: Locale;
}

/** The portal's settings as the rules want them: configuration, locales and the day it is. */
export const createSettings = (strapi: Strapi) => {
  let known: { readonly locales: Promise<Locales>; readonly at: number } | null = null;
  let speaker: { readonly speak: Speaker; readonly defaultLocale: Locale } | null = null;
  let days: Intl.DateTimeFormat | null = null;
  let latest: { readonly settings: Settings; readonly locales: Locales; readonly minute: number } | null = null;

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

  /** Settings for one request: the same object until a locale or the day may have changed. */
  const current = async (): Promise<Settings> => {
    const now = await locales();
    const minute = Math.floor(Date.now() / MINUTE);
    if (latest?.locales !== now || latest.minute !== minute) {
      const { fallbacks, pages, timeZone, waitlist } = configOf(strapi);
      const { codes, defaultLocale } = now;
      const settings = { locales: codes, defaultLocale, fallbacks, pages, waitlist, today: today(timeZone) };
      latest = { settings, locales: now, minute };
    }
    return latest.settings;
  };

  return {
    current,
    /** The locales to look through for one that is asked, best first: for PDFs here, for entries in other plugins. */
    fallbackChain: async (locale: Locale): Promise<readonly Locale[]> => fallbackChain(locale, await current()),
    /** The whole address of a page of the reading site, from its path with places such as `{slug}`. */
    addressOf: (template: string, values: Readonly<Record<string, string>>): string =>
      (template.startsWith('/') ? configOf(strapi).siteUrl : '') + fillUrl(template, values),
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
