import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';

import { stockAt } from '../../../domain/ledger';
import { REPRINT_SORTS } from '../services/reprint';
import { serviceOf, type Strapi } from '../strapi';
import { refuseInWords } from './reading-body';

const PAGE_SIZE = 20;

const pageOf = (ctx: Context): number =>
  Math.min(Math.max(Number.parseInt(String(ctx.query.page ?? '1'), 10) || 1, 1), 100_000);

/** Routes of the admin about the need for a reprint and the past of an edition. No address is in them. */
export const createReprintController = (strapi: Strapi) => ({
  /** `?search=`, `?sort=demand` or `runs-out`, `?page=`. */
  async find(ctx: Context): Promise<void> {
    const page = pageOf(ctx);
    const search = typeof ctx.query.search === 'string' ? ctx.query.search.trim().slice(0, 100) : '';
    const sort = REPRINT_SORTS.find((name) => name === ctx.query.sort) ?? 'demand';
    const reprint = serviceOf(strapi, 'reprint');
    const titles = await reprint.readableTo(ctx);
    const { editions, total } = await reprint.list({ search, page, pageSize: PAGE_SIZE, sort }, titles);
    ctx.body = { data: editions, meta: { page, pageSize: PAGE_SIZE, total } };
  },

  async findOne(ctx: Context): Promise<void> {
    const reprint = serviceOf(strapi, 'reprint');
    const found = await reprint.caseFor(String(ctx.params.stockStatus), await reprint.readableTo(ctx));
    if (!found) throw new errors.NotFoundError('There is no such stock status.');
    ctx.body = { data: found };
  },

  /** State and stock at the end of a day (UTC): `known`, or `before` the ledger began, or `deleted` by then. */
  async day(ctx: Context): Promise<void> {
    const day = String(ctx.params.day);
    if (!z.iso.date().safeParse(day).success) {
      return refuseInWords([{ path: ['day'], message: 'day must be a day written as YYYY-MM-DD.' }]);
    }
    if (day > new Date().toISOString().slice(0, 10)) {
      return refuseInWords([{ path: ['day'], message: 'day is in the future: the ledger knows today and before.' }]);
    }
    const ledger = serviceOf(strapi, 'ledger');
    const stockStatus = String(ctx.params.stockStatus);
    const moment = `${day}T23:59:59.999Z`;
    const last = await ledger.lastLine(stockStatus, moment);
    if (!last && !(await ledger.lastLine(stockStatus)))
      throw new errors.NotFoundError('There is no such stock status.');
    const past = last ? stockAt([last], moment) : null;
    ctx.body = {
      data: {
        day,
        knowledge: past ? 'known' : last ? 'deleted' : 'before',
        availability: past?.availability ?? null,
        quantity: past?.quantity ?? null,
      },
    };
  },

  /** The ledger's lines, newest first. */
  async history(ctx: Context): Promise<void> {
    const page = pageOf(ctx);
    const { lines, total } = await serviceOf(strapi, 'reprint').history(
      String(ctx.params.stockStatus),
      page,
      PAGE_SIZE
    );
    ctx.body = { data: lines, meta: { page, pageSize: PAGE_SIZE, total } };
  },
});
