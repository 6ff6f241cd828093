import { chooseKnownLocale } from '../../../domain/known-locale';
import { refuse } from '../refusing';
import { whenOthersChange } from '../response-cache';
import type { Strapi } from '../strapi';

const LOCALE = 'plugin::i18n.locale';

/** How long the locales are believed, in ms: another server may have changed them. */
const MAX_AGE_MS = 10_000;

interface LocalesService {
  readonly find: () => Promise<readonly { readonly code: string }[]>;
}

/** The locales of the site, remembered between requests. */
export interface SiteLocales {
  /**
   * The locale of the site that is meant: `de-DE` is understood as `de` where the site has no other German.
   *
   * @throws {errors.ValidationError} that names the locales of the site
   */
  readonly require: (asked: unknown) => Promise<string>;
  readonly forget: () => void;
}

export const createSiteLocales = (strapi: Strapi): SiteLocales => {
  let known: { readonly codes: readonly string[]; readonly readAt: number } | null = null;

  const read = async (): Promise<readonly string[]> => {
    const service = strapi.plugin('i18n')?.service('locales') as LocalesService | undefined;
    const codes = ((await service?.find()) ?? []).map(({ code }) => code);
    if (!strapi.db.inTransaction()) known = { codes, readAt: Date.now() }; // what a transaction reads may be taken back
    return codes;
  };
  const current = async (): Promise<readonly string[]> =>
    known !== null && Date.now() - known.readAt <= MAX_AGE_MS ? known.codes : read();

  return {
    async require(asked) {
      const found = chooseKnownLocale(asked, await current());
      if (found !== null) return found;
      const codes = await read(); // another server may have added it a moment ago
      return (
        chooseKnownLocale(asked, codes) ??
        refuse('unknown-locale', ['locale'], `locale: this site has ${codes.join(', ')}. Use one of them.`)
      );
    },
    forget() {
      known = null;
    },
  };
};

/** Reads the locales anew when somebody changes one, on this server or on another. */
export const followLocales = (strapi: Strapi, { forget }: SiteLocales): void => {
  if (!strapi.plugin('i18n')) return;
  strapi.db.lifecycles.subscribe({ models: [LOCALE], afterCreate: forget, afterUpdate: forget, afterDelete: forget });
  whenOthersChange(strapi, [LOCALE], forget);
};
