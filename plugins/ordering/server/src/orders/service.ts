import { nextStates } from '../../../domain/order-state';
import { TABLES } from '../database';
import type { Row, Strapi } from '../strapi';
import { createMoving } from './moving';
import { createPlacing } from './placing';
import { viewOf, type OrderView } from './view';

/** Takes, shows and moves orders. */
export const createOrders = (strapi: Strapi) => ({
  ...createPlacing(strapi),
  ...createMoving(strapi),

  /** State and lines of an order, for whoever holds its token; no address. */
  async findByToken(token: string): Promise<OrderView | null> {
    const order = (await strapi.db.connection(TABLES.orders).where({ token }).first()) as Row | undefined;
    return order ? viewOf(strapi, order) : null;
  },

  nextStates,
});
