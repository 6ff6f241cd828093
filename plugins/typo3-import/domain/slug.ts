import slugify from 'slugify';

const LONGEST_SLUG = 200;
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Could this be the last part of an address of the new portal? */
export const isSlug = (text: string): boolean => text.length <= LONGEST_SLUG && SLUG.test(text);

/** The slug that the new portal gives a title, in the spelling of its language: German "ü" becomes "ue". */
export const slugFrom = (title: string, locale: string): string => {
  const [language = locale] = locale.split('-');
  const slug = slugify(title, { lower: true, strict: true, locale: language }).replaceAll(/-{2,}/g, '-') || 'entry';
  return slug.length <= LONGEST_SLUG
    ? slug
    : slug
        .slice(0, LONGEST_SLUG + 1)
        .replace(/-[^-]*$/, '')
        .slice(0, LONGEST_SLUG);
};

/** The slug if nobody has it, else with the first number that is free. */
export const firstFree = (slug: string, taken: ReadonlySet<string>): string => {
  const short = slug.slice(0, LONGEST_SLUG - 6).replace(/-$/, '');
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? slug : `${short}-${count}`;
    if (!taken.has(candidate)) return candidate;
  }
};
