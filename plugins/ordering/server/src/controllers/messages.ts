import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import { serviceOf, type Strapi } from '../strapi';

/** So many are listed; all are counted. */
const MAX_LISTED = 100;

/** Routes of the admin: mails and webhooks that were given up. */
export const createMessagesController = (strapi: Strapi) => {
  const outbox = () => serviceOf(strapi, 'outbox');
  return {
    async find(ctx: Context): Promise<void> {
      const { messages, total } = await outbox().givenUp(MAX_LISTED);
      ctx.body = { data: messages, meta: { total } };
    },

    /** Sends one of them again, with all its tries. */
    async sendAgain(ctx: Context): Promise<void> {
      const id = Number(ctx.params.id);
      if (!Number.isSafeInteger(id) || (await outbox().sendAgain(id)) === 0) {
        throw new errors.NotFoundError('There is no such message, or it is being sent already.');
      }
      ctx.status = 204;
    },

    /** Sends all of them again: after a mail server was away for days there are many. */
    async sendAllAgain(ctx: Context): Promise<void> {
      ctx.body = { data: { count: await outbox().sendAgain('all') } };
    },
  };
};
