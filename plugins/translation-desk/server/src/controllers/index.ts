import type { Strapi } from '../strapi';
import { createDeskController } from './desk';
import { createExchangeController } from './exchange';

export default {
  desk: ({ strapi }: { strapi: Strapi }) => createDeskController(strapi),
  exchange: ({ strapi }: { strapi: Strapi }) => createExchangeController(strapi),
};
