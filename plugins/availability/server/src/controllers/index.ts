import { factories } from '@strapi/strapi';

import { createDescriptionController } from '../api-description/controller';
import { OWN_STOCK_STATUS } from '../config';
import { whenReady } from '../not-ready';
import type { Strapi } from '../strapi';
import { createUsageController } from '../usage/controller';
import { createAvailabilityController } from './availability';
import { createSetupController } from './setup';
import { createStockController } from './stock';
import { createWordingController } from './wording';

export default {
  availability: ({ strapi }: { strapi: Strapi }) => whenReady(strapi, createAvailabilityController(strapi)),
  description: ({ strapi }: { strapi: Strapi }) => createDescriptionController(strapi),
  setup: ({ strapi }: { strapi: Strapi }) => createSetupController(strapi),
  stock: ({ strapi }: { strapi: Strapi }) => whenReady(strapi, createStockController(strapi)),
  'stock-status': factories.createCoreController(OWN_STOCK_STATUS as never),
  usage: ({ strapi }: { strapi: Strapi }) => whenReady(strapi, createUsageController(strapi)),
  wording: ({ strapi }: { strapi: Strapi }) => whenReady(strapi, createWordingController(strapi)),
};
