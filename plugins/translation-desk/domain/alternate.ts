import type { Locale } from './locale-choice';

/** A published language version of an entry: what a page names in `<link rel="alternate" hreflang>`. */
export interface Alternate {
  readonly locale: Locale;
  /** Null where the content type has no slugs. */
  readonly slug: string | null;
  /** The address of its page; null where the content type has none. */
  readonly url: string | null;
}

export interface PublishedVersion {
  readonly documentId: string;
  readonly locale: Locale;
  readonly slug: string | null;
}

/** The alternates of one entry in the order of the site's locales. A locale that the site gave up is no alternate. */
export const alternatesOf = (
  versions: readonly PublishedVersion[],
  locales: readonly Locale[],
  addressOf: (version: PublishedVersion) => string | null
): Alternate[] =>
  locales.flatMap((locale) => {
    const version = versions.find((one) => one.locale === locale);
    return version ? [{ locale, slug: version.slug, url: addressOf(version) }] : [];
  });
