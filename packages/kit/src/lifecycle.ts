/** What every plugin of the bundle does at the start, whichever of them are installed. */
import { checkConfirmedCommits, confirmCommits } from './confirmed-commits';
import { answerNotSaved } from './not-saved';
import type { Strapi } from './strapi';

/** In a plugin's `register`: before anything is written. */
export const registerKit = (strapi: Strapi): void => {
  confirmCommits(strapi);
};

/** First in a plugin's `bootstrap`. */
export const bootstrapKit = async (strapi: Strapi): Promise<void> => {
  await checkConfirmedCommits(strapi);
  answerNotSaved(strapi);
};
