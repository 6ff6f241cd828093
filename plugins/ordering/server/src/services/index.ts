import type { Strapi } from '../strapi';
import { createCatalogue } from './catalogue';
import { createFeed } from './feed';
import { createInbox } from './inbox';
import { createLedger } from './ledger';
import { createLimits } from './limits';
import { createMails } from './mails';
import { createOrders } from './orders';
import { createOutbox } from './outbox';

const services = {
  catalogue: ({ strapi }: { strapi: Strapi }) => createCatalogue(strapi),
  feed: ({ strapi }: { strapi: Strapi }) => createFeed(strapi),
  inbox: ({ strapi }: { strapi: Strapi }) => createInbox(strapi),
  ledger: ({ strapi }: { strapi: Strapi }) => createLedger(strapi),
  limits: ({ strapi }: { strapi: Strapi }) => createLimits(strapi),
  mails: ({ strapi }: { strapi: Strapi }) => createMails(strapi),
  orders: ({ strapi }: { strapi: Strapi }) => createOrders(strapi),
  outbox: ({ strapi }: { strapi: Strapi }) => createOutbox(strapi),
};

export type Services = { [Name in keyof typeof services]: ReturnType<(typeof services)[Name]> };

export default services;
