/** A locale code such as `de` or `de-AT`. */
export type Locale = string;

/**
 * The locale to answer in: the first of the chain that is there.
 *
 * @param chain the asked locale and those to fall back to, best first
 * @returns null if there is none of them
 */
export const chooseLocale = (chain: readonly Locale[], present: ReadonlySet<Locale>): Locale | null =>
  chain.find((locale) => present.has(locale)) ?? null;
