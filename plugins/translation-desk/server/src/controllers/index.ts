import { whenReady } from '../not-ready';
import type { Strapi } from '../strapi';
import { createDeskController } from './desk';
import { createExchangeController } from './exchange';

export default {
  desk: ({ strapi }: { strapi: Strapi }) => whenReady(strapi, createDeskController(strapi)),
  exchange: ({ strapi }: { strapi: Strapi }) => whenReady(strapi, createExchangeController(strapi)),
};
