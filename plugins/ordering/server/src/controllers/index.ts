import type { Strapi } from '../strapi';
import { createWaitlistController } from '../waitlist/controller';
import { createInboxController } from './inbox';
import { createOrdersController } from './orders';
import { createPeopleController } from './people';
import { createReprintController } from './reprint';
import { createStockFeedController } from './stock-feed';

export default {
  inbox: ({ strapi }: { strapi: Strapi }) => createInboxController(strapi),
  orders: ({ strapi }: { strapi: Strapi }) => createOrdersController(strapi),
  people: ({ strapi }: { strapi: Strapi }) => createPeopleController(strapi),
  reprint: ({ strapi }: { strapi: Strapi }) => createReprintController(strapi),
  'stock-feed': ({ strapi }: { strapi: Strapi }) => createStockFeedController(strapi),
  waitlist: ({ strapi }: { strapi: Strapi }) => createWaitlistController(strapi),
};
