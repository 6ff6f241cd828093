import type { Strapi } from '../strapi';
import { createInboxController } from './inbox';
import { createOrdersController } from './orders';
import { createStockFeedController } from './stock-feed';

export default {
  inbox: ({ strapi }: { strapi: Strapi }) => createInboxController(strapi),
  orders: ({ strapi }: { strapi: Strapi }) => createOrdersController(strapi),
  'stock-feed': ({ strapi }: { strapi: Strapi }) => createStockFeedController(strapi),
};
