import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import { parseBatch } from '../../../domain/stock-feed';
import { serviceOf, type Strapi } from '../strapi';
import { dataOf, refuseInWords, actorOf } from './reading-body';

const LARGEST_FEED = 4 * 1024 * 1024;

/** `PUT /api/stock-feed`: the warehouse says what came, went or was counted. */
export const createStockFeedController = (strapi: Strapi) => ({
  async update(ctx: Context): Promise<void> {
    const parsed = parseBatch(dataOf(ctx, LARGEST_FEED));
    if (!parsed.ok) return refuseInWords(parsed.problems);
    const report = await serviceOf(strapi, 'feed').book(parsed.value, actorOf(ctx));
    if (report.outcome === 'other-body') {
      throw new errors.ApplicationError(
        `The batch “${parsed.value.batch}” was sent before with other lines. Give each batch an id of its own.`,
        { errors: [{ path: ['batch'], message: 'used for other lines', name: 'ValidationError' }] }
      );
    }
    const { batch, booked, refused, lines, sent } = report;
    ctx.body = { data: { batch, booked, refused, lines, sent } };
  },
});
