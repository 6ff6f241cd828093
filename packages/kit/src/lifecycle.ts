/** What every plugin of the bundle does at the start, whichever of them are installed. */
import { checkConfirmedCommits, confirmCommits } from './confirmed-commits';
import { answerFailingChecks } from './failing-checks';
import { answerNotSaved } from './not-saved';
import { recordRelease, refuseLaterReleases } from './releases';
import type { Strapi } from './strapi';

/** In a plugin's `register`: before anything is written. @param version of the plugin's package.json */
export const registerKit = (strapi: Strapi, plugin: string, version: string): void => {
  confirmCommits(strapi);
  answerFailingChecks(strapi);
  refuseLaterReleases(strapi, plugin, version);
};

/** First in a plugin's `bootstrap`. */
export const bootstrapKit = async (strapi: Strapi, plugin: string, version: string): Promise<void> => {
  await checkConfirmedCommits(strapi);
  answerNotSaved(strapi);
  await recordRelease(strapi, plugin, version);
};
