import type { Strapi } from '../strapi';
import { createUsageController } from '../usage/controller';
import { createAvailabilityController } from './availability';

export default {
  availability: ({ strapi }: { strapi: Strapi }) => createAvailabilityController(strapi),
  usage: ({ strapi }: { strapi: Strapi }) => createUsageController(strapi),
};
