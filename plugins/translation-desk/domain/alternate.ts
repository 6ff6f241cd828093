import { chooseLocale, type Locale } from './locale-choice';

/** A published language version of an entry: what a page names in `<link rel="alternate" hreflang>`. */
export interface Alternate {
  readonly locale: Locale;
  /** Null where the content type has no slugs. */
  readonly slug: string | null;
  /** The address of its page; null where the content type has none. */
  readonly url: string | null;
  /** What its links' `hreflang` say: its language, and `x-default` for the version that readers of all other languages get. */
  readonly hreflang: readonly string[];
}

export interface PublishedVersion {
  readonly documentId: string;
  readonly locale: Locale;
  readonly slug: string | null;
}

/**
 * The alternates of one entry in the order of the site's locales. A locale that the site gave up is no alternate.
 *
 * @param chain the languages that readers of no language of the site get, best first: the default language and those after it
 */
export const alternatesOf = (
  versions: readonly PublishedVersion[],
  locales: readonly Locale[],
  chain: readonly Locale[],
  addressOf: (version: PublishedVersion) => string | null
): Alternate[] => {
  const present = new Map(versions.map((version) => [version.locale, version]));
  const forOthers = chooseLocale(chain, new Set(present.keys()));
  return locales.flatMap((locale) => {
    const version = present.get(locale);
    if (!version) return [];
    const hreflang = locale === forOthers ? [locale, 'x-default'] : [locale];
    return [{ locale, slug: version.slug, url: addressOf(version), hreflang }];
  });
};
