import type { Strapi } from '../strapi';
import { createDeskController } from './desk';

export default {
  desk: ({ strapi }: { strapi: Strapi }) => createDeskController(strapi),
};
