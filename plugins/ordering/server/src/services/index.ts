import type { Strapi } from '../strapi';
import { createChanges } from '../changes/service';
import { createPages } from '../changes/pages';
import { createWebhooks } from '../changes/webhooks';
import { createWaitlist } from '../waitlist/service';
import { createCatalogue } from './catalogue';
import { createDownloads } from '../downloads/counting';
import { createFeed } from './feed';
import { createInbox } from './inbox';
import { createLedger } from './ledger';
import { createLimits } from './limits';
import { createLowStock } from './low-stock';
import { createMails } from './mails';
import { createNames } from './names';
import { createOrders } from '../orders/service';
import { createWriter } from '../orders/writer';
import { createOutbox } from './outbox';
import { createPeople } from './people';
import { createReprint } from './reprint';
import { createShelf } from './shelf';

const services = {
  catalogue: ({ strapi }: { strapi: Strapi }) => createCatalogue(strapi),
  changes: ({ strapi }: { strapi: Strapi }) => createChanges(strapi),
  downloads: ({ strapi }: { strapi: Strapi }) => createDownloads(strapi),
  feed: ({ strapi }: { strapi: Strapi }) => createFeed(strapi),
  inbox: ({ strapi }: { strapi: Strapi }) => createInbox(strapi),
  ledger: ({ strapi }: { strapi: Strapi }) => createLedger(strapi),
  limits: ({ strapi }: { strapi: Strapi }) => createLimits(strapi),
  lowStock: ({ strapi }: { strapi: Strapi }) => createLowStock(strapi),
  mails: ({ strapi }: { strapi: Strapi }) => createMails(strapi),
  names: ({ strapi }: { strapi: Strapi }) => createNames(strapi),
  orders: ({ strapi }: { strapi: Strapi }) => createOrders(strapi),
  orderWriter: ({ strapi }: { strapi: Strapi }) => createWriter(strapi),
  outbox: ({ strapi }: { strapi: Strapi }) => createOutbox(strapi),
  shelf: ({ strapi }: { strapi: Strapi }) => createShelf(strapi),
  waitlist: ({ strapi }: { strapi: Strapi }) => createWaitlist(strapi),
  webhooks: ({ strapi }: { strapi: Strapi }) => createWebhooks(strapi),
  pages: ({ strapi }: { strapi: Strapi }) => createPages(strapi),
  people: ({ strapi }: { strapi: Strapi }) => createPeople(strapi),
  reprint: ({ strapi }: { strapi: Strapi }) => createReprint(strapi),
};

export type Services = { [Name in keyof typeof services]: ReturnType<(typeof services)[Name]> };

export default services;
