import { chainProblemsOf } from '../../../domain/fallback-choice';
import type { Locale, Settings } from '../../../domain/facts';
import { fallbackChain, localeMeantBy } from '../../../domain/locale';
import { createSpeaker, type Messages, type Speaker } from '../../../domain/speech';
import { fillUrl } from '../../../domain/url';
import { catalogueOf, isMessageKey, problemsOf, type WrittenTexts } from '../../../domain/wording';
import { configOf, serviceOf, type Strapi } from '../strapi';
import { FALLBACKS, type LocaleDecision } from './decisions';

/** How long locales, texts and chains are believed, in ms: another server may have changed one. */
const SITE_MAX_AGE = 10_000;

/** In ms. Days begin with a minute in every time zone. */
const MINUTE = 60_000;

/** What is the same for all requests until somebody changes it in the admin. */
interface Site {
  readonly codes: readonly Locale[];
  readonly defaultLocale: Locale;
  /** The texts of all languages, as they were shipped or written in the admin. */
  readonly texts: Readonly<Record<Locale, Messages>>;
  /** The chains that were chosen in the admin. */
  readonly chosen: Readonly<Record<Locale, readonly Locale[]>>;
  /** The latest decision that these are made of. */
  readonly revision: number;
}

interface Known {
  readonly site: Promise<Site>;
  /** Null until it was read. */
  value: Site | null;
  /** ms since 1970. */
  readonly at: number;
}

/** A chain as it is stored; null for what is none, which only somebody who writes SQL by hand can bring about. */
const chainOf = (value: string | null): readonly Locale[] | null => {
  if (value === null) return null;
  try {
    const chain: unknown = JSON.parse(value);
    return Array.isArray(chain) && chain.every((code) => typeof code === 'string') ? (chain as Locale[]) : null;
  } catch {
    return null;
  }
};

/** The portal's settings as the rules want them: configuration, locales, what was decided in the admin, and the day it is. */
export const createSettings = (strapi: Strapi) => {
  let known: Known | null = null;
  let speaker: { readonly speak: Speaker; readonly site: Site } | null = null;
  let days: Intl.DateTimeFormat | null = null;
  let latest: { readonly settings: Settings; readonly site: Site; readonly minute: number } | null = null;

  /** What was written past every check is passed over: better the shipped text than a broken button. */
  const textsOf = (decisions: readonly LocaleDecision[]): WrittenTexts => {
    const texts: Record<Locale, Record<string, string>> = {};
    for (const { locale, subject, value } of decisions) {
      if (value === null || !isMessageKey(subject) || problemsOf(subject, value).length > 0) continue;
      texts[locale] = { ...texts[locale], [subject]: value };
    }
    return texts;
  };

  /** Locales that were removed since are left out of their chains. */
  const chainsOf = (decisions: readonly LocaleDecision[], codes: readonly Locale[]): Site['chosen'] =>
    Object.fromEntries(
      decisions.flatMap(({ locale, subject, value }) => {
        const chain = subject === FALLBACKS ? chainOf(value) : null;
        if (!chain) return [];
        const wrong = new Set(chainProblemsOf(locale, chain, codes).map(({ index }) => index));
        return [[locale, chain.filter((_code, index) => !wrong.has(index))]];
      })
    );

  const read = async (): Promise<Site> => {
    const service = strapi.plugin('i18n').service('locales');
    const [rows, defaultLocale, decisions] = await Promise.all([
      service.find() as Promise<{ code: string }[]>,
      service.getDefaultLocale() as Promise<string | null>,
      serviceOf(strapi, 'decisions').current(),
    ]);
    const codes = rows.map(({ code }) => code);
    return {
      codes,
      defaultLocale: defaultLocale ?? codes[0] ?? 'en',
      texts: catalogueOf(textsOf(decisions)),
      chosen: chainsOf(decisions, codes),
      revision: Math.max(0, ...decisions.map(({ revision }) => revision)),
    };
  };

  /**
   * Who is in a transaction never waits for what somebody outside reads: that may be waiting for the connection which the transaction
   * holds. And what it reads itself may be taken back, so that nobody else is told.
   */
  const site = (): Promise<Site> => {
    const isFresh = known !== null && Date.now() - known.at <= SITE_MAX_AGE;
    if (strapi.db.inTransaction()) return isFresh && known?.value ? Promise.resolve(known.value) : read();
    if (isFresh && known) return known.site;
    const reading: Known = { site: read(), value: null, at: Date.now() };
    known = reading;
    reading.site.then(
      (value) => (reading.value = value),
      () => {
        if (known === reading) known = null; // a failed read is tried again; its caller gets the error
      }
    );
    return reading.site;
  };

  // What is no whole address is none that a page on another origin could use.
  const serverUrl: unknown = strapi.config.get('server.url');
  const fileOrigin =
    typeof serverUrl === 'string' && /^https?:/i.test(serverUrl) ? serverUrl.replace(/(?<!\/)\/+$/, '') : '';

  const today = (timeZone: string): string => {
    days ??= new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    return days.format(new Date());
  };

  /** Settings for one request: the same object until something or the day may have changed. */
  const current = async (): Promise<Settings> => {
    serviceOf(strapi, 'decisions').reportRead();
    const now = await site();
    const minute = Math.floor(Date.now() / MINUTE);
    if (latest?.site !== now || latest.minute !== minute) {
      const { fallbacks, pages, siteUrl, timeZone, waitlist } = configOf(strapi);
      const { codes, defaultLocale, chosen } = now;
      const settings = {
        locales: codes,
        defaultLocale,
        fallbacks: { ...fallbacks, ...chosen },
        pages,
        origins: { files: fileOrigin, pages: siteUrl },
        waitlist,
        today: today(timeZone),
      };
      latest = { settings, site: now, minute };
    }
    return latest.settings;
  };

  return {
    current,
    /**
     * Reads anew what is asked for next if a decision is newer than those that are known: the facts of materials say with every
     * read which one is the latest, so what another server changed holds from the next read.
     */
    async catchUp(revision: number): Promise<void> {
      if ((await site()).revision < revision) known = null;
    },
    /**
     * The locale of this site that a language tag from outside means, or null. Before it says no it reads the locales anew:
     * another server may have added one a moment ago.
     */
    async localeMeantBy(asked: string): Promise<Locale | null> {
      const found = localeMeantBy(asked, (await current()).locales);
      if (found !== null) return found;
      known = null;
      return localeMeantBy(asked, (await current()).locales);
    },
    /** The locales to look through for one that is asked, best first: for PDFs here, for entries in other plugins. */
    fallbackChain: async (locale: Locale): Promise<readonly Locale[]> => fallbackChain(locale, await current()),
    /** The whole address of a page of the reading site, from its path with places such as `{slug}`. */
    addressOf: (template: string, values: Readonly<Record<string, string>>): string =>
      (template.startsWith('/') ? configOf(strapi).siteUrl : '') + fillUrl(template, values),
    /** The speaker of all languages, with the texts that hold now. */
    async speaker(): Promise<Speaker> {
      const now = await site();
      if (speaker?.site !== now) speaker = { speak: createSpeaker(now.defaultLocale, now.texts), site: now };
      return speaker.speak;
    },
    /** Forgets locales, texts and chains: one was changed. */
    forget(): void {
      known = null;
    },
  };
};
