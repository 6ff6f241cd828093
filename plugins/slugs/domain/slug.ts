import slugify from 'slugify';

/** The longest slug that is stored. Titles may be longer; slugs are cut at a word. */
export const LONGEST_SLUG = 200;

/** Room for the number of a slug that others have as well: a hyphen and up to seven digits. */
const NUMBER_LENGTH = 8;

/** Lower-case words of letters and digits, joined by hyphens. */
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Is this a slug as the rule makes them: not too long, and spelt as addresses are? */
export const isSlug = (value: string): boolean => value.length <= LONGEST_SLUG && SLUG.test(value);

/** The first words that fit; a single word that does not fit is cut. */
const shorten = (slug: string, length: number): string => {
  if (slug.length <= length) return slug;
  const end = slug.lastIndexOf('-', length);
  return slug.slice(0, end > 0 ? end : length);
};

/**
 * The slug of a title, in the spelling of its language: German "ü" becomes "ue".
 *
 * @returns lower-case words joined by hyphens; `entry` if the title has no letter that can be written so
 */
export const slugFrom = (title: string, locale: string): string => {
  const [language = locale] = locale.split('-');
  const slug = slugify(title, { lower: true, strict: true, locale: language }).replaceAll(/-{2,}/g, '-');
  return slug === '' ? 'entry' : shorten(slug, LONGEST_SLUG);
};

/** What a slug and all its numbered ones begin with: those that could be taken are found by it. */
export const stemOf = (slug: string): string => shorten(slug, LONGEST_SLUG - NUMBER_LENGTH);

/** The slug itself if it is free, else the first free one of `slug-2`, `slug-3`…, none of them too long. */
export const firstFree = (slug: string, taken: ReadonlySet<string>): string => {
  if (!taken.has(slug)) return slug;
  const stem = stemOf(slug);
  let count = 2;
  while (taken.has(`${stem}-${count}`)) count += 1;
  return `${stem}-${count}`;
};

/**
 * The names an entry answers to besides its present one, after a change. A name that was given up is kept; one that
 * came back is present again and so no longer a former one.
 */
export const formerSlugsAfter = (former: readonly string[], before: string | null, now: string): string[] => {
  const all = before === null ? former : [...former, before];
  return [...new Set(all)].filter((slug) => slug !== now);
};
