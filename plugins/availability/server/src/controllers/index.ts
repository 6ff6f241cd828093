import type { Strapi } from '../strapi';
import { createUsageController } from '../usage/controller';
import { createAvailabilityController } from './availability';
import { createStockController } from './stock';

export default {
  availability: ({ strapi }: { strapi: Strapi }) => createAvailabilityController(strapi),
  stock: ({ strapi }: { strapi: Strapi }) => createStockController(strapi),
  usage: ({ strapi }: { strapi: Strapi }) => createUsageController(strapi),
};
