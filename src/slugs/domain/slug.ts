import slugify from 'slugify';

/** The longest slug that is stored. Titles may be longer; slugs are cut at a word. */
export const LONGEST_SLUG = 200;

/** Lower-case words of letters and digits, joined by hyphens. */
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

export const isSlug = (value: string): boolean => value.length <= LONGEST_SLUG && SLUG.test(value);

/**
 * The slug of a title, in the spelling of its language: German "ü" becomes "ue".
 *
 * @returns lower-case words joined by hyphens; `entry` if the title has no letter that can be written so
 */
export const slugFrom = (title: string, locale: string): string => {
  const slug = slugify(title, { lower: true, strict: true, locale: locale.split('-')[0] ?? locale }).replace(
    /-{2,}/g,
    '-'
  );
  if (slug === '') return 'entry';
  return slug.length <= LONGEST_SLUG
    ? slug
    : slug
        .slice(0, LONGEST_SLUG + 1)
        .replace(/-[^-]*$/, '')
        .slice(0, LONGEST_SLUG);
};

/** The slug itself if it is free, else the first free one of `slug-2`, `slug-3`… */
export const firstFree = (slug: string, taken: ReadonlySet<string>): string => {
  if (!taken.has(slug)) return slug;
  let count = 2;
  while (taken.has(`${slug}-${count}`)) count += 1;
  return `${slug}-${count}`;
};

/**
 * The names an entry answers to besides its present one, after a change. A name that was given up is kept; one that
 * came back is present again and so no longer a former one.
 */
export const formerSlugsAfter = (former: readonly string[], before: string | null, now: string): string[] => {
  const all = before === null ? former : [...former, before];
  return [...new Set(all)].filter((slug) => slug !== now);
};
