import type { TranslationDeskServices } from '@inprint/kit/neighbours';

import type { Strapi } from '../strapi';
import { createDesk } from './desk';
import { createExchange } from './exchange';
import { createJobs } from './jobs';
import { createNextBest } from './next-best';
import { createRelations } from './relations';
import { createTranslations } from './translations';
import { createVersions } from './versions';

const services = {
  desk: ({ strapi }: { strapi: Strapi }) => createDesk(strapi),
  exchange: ({ strapi }: { strapi: Strapi }) => createExchange(strapi),
  jobs: ({ strapi }: { strapi: Strapi }) => createJobs(strapi),
  nextBest: ({ strapi }: { strapi: Strapi }) => createNextBest(strapi),
  relations: ({ strapi }: { strapi: Strapi }) => createRelations(strapi),
  translations: ({ strapi }: { strapi: Strapi }) => createTranslations(strapi),
  versions: ({ strapi }: { strapi: Strapi }) => createVersions(strapi),
} satisfies {
  readonly [Name in keyof TranslationDeskServices]: (site: { strapi: Strapi }) => TranslationDeskServices[Name];
} & Record<string, unknown>;

export type Services = { [Name in keyof typeof services]: ReturnType<(typeof services)[Name]> };

export default services;
