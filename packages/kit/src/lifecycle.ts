/** What every plugin of the bundle does at the start, whichever of them are installed. */
import { checkConfirmedCommits, confirmCommits } from './confirmed-commits';
import { answerNotSaved } from './not-saved';
import { recordRelease, refuseLaterReleases } from './releases';
import type { Strapi } from './strapi';

/** A plugin as its package.json describes it. */
export interface PluginPackage {
  readonly version: string;
  readonly strapi: { readonly name: string };
}

/** In a plugin's `register`: before anything is written. */
export const registerKit = (strapi: Strapi, { version, strapi: { name } }: PluginPackage): void => {
  confirmCommits(strapi);
  refuseLaterReleases(strapi, name, version);
};

/** First in a plugin's `bootstrap`. */
export const bootstrapKit = async (strapi: Strapi, { version, strapi: { name } }: PluginPackage): Promise<void> => {
  await checkConfirmedCommits(strapi);
  answerNotSaved(strapi);
  await recordRelease(strapi, name, version);
};
