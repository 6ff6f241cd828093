/** The locale of the site that somebody means: the same one, or the base language of what was asked. Null if there is neither. */
export const chooseKnownLocale = (asked: unknown, locales: readonly string[]): string | null => {
  if (typeof asked !== 'string') return null;
  const known = (code: string): string | undefined =>
    locales.find((locale) => locale.toLowerCase() === code.toLowerCase());
  return known(asked) ?? known(asked.split('-', 1)[0] ?? '') ?? null;
};
