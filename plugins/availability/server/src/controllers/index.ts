import type { Strapi } from '../strapi';
import { createUsageController } from '../usage/controller';
import { createAvailabilityController } from './availability';
import { createStockController } from './stock';
import { createWordingController } from './wording';

export default {
  availability: ({ strapi }: { strapi: Strapi }) => createAvailabilityController(strapi),
  stock: ({ strapi }: { strapi: Strapi }) => createStockController(strapi),
  usage: ({ strapi }: { strapi: Strapi }) => createUsageController(strapi),
  wording: ({ strapi }: { strapi: Strapi }) => createWordingController(strapi),
};
