/* eslint-disable no-console -- the admin has no other log, and Strapi's own is there */
/**
 * What the admin's plugins lean on beyond Strapi's documents (docs/strapi-internals.md), looked at where the admin starts: where a release
 * of Strapi changed one, the browser's console says so, and what leans on it is off. An error there would leave the whole admin blank.
 *
 * @param inside what of Strapi is meant, as its sources call it
 * @param nicety what is off where it is not as it was
 * @param use throws where it is not as this release of Inprint knows it
 */
export const useAdminInside = (inside: string, nicety: string, use: () => void): void => {
  try {
    use();
  } catch (error) {
    console.warn(
      `Strapi changed this: ${inside}. ${nicety} is off until Inprint knows this release; everything else works.`,
      error
    );
  }
};
