import { whenReady } from '../not-ready';
import type { Strapi } from '../strapi';
import { createWaitlistController } from '../waitlist/controller';
import { createInboxController } from './inbox';
import { createMessagesController } from './messages';
import { createOrdersController } from './orders';
import { createPeopleController } from './people';
import { createReprintController } from './reprint';
import { createStockFeedController } from './stock-feed';

export default {
  inbox: ({ strapi }: { strapi: Strapi }) => whenReady(strapi, createInboxController(strapi)),
  messages: ({ strapi }: { strapi: Strapi }) => whenReady(strapi, createMessagesController(strapi)),
  orders: ({ strapi }: { strapi: Strapi }) => whenReady(strapi, createOrdersController(strapi)),
  people: ({ strapi }: { strapi: Strapi }) => whenReady(strapi, createPeopleController(strapi)),
  reprint: ({ strapi }: { strapi: Strapi }) => whenReady(strapi, createReprintController(strapi)),
  'stock-feed': ({ strapi }: { strapi: Strapi }) => whenReady(strapi, createStockFeedController(strapi)),
  waitlist: ({ strapi }: { strapi: Strapi }) => whenReady(strapi, createWaitlistController(strapi)),
};
