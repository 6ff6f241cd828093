import type { Strapi } from '../strapi';
import { createAvailabilityController } from './availability';

export default {
  availability: ({ strapi }: { strapi: Strapi }) => createAvailabilityController(strapi),
};
