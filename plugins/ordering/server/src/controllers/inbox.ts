import { pipeline, Readable } from 'node:stream';

import { errors } from '@strapi/utils';
import { stringify } from 'csv-stringify';
import type { Context } from 'koa';
import { z } from 'zod';

import { MAX_COPIES } from '../../../domain/copies';
import { parseRecipient } from '../../../domain/order-input';
import { speechFor } from '../../../domain/speech';
import {
  isOrderState,
  isToBeSent,
  nextStates,
  ORDER_STATES,
  stateBehind,
  type OrderState,
} from '../../../domain/order-state';
import { cellsOf, columnsOf, fileLanguageOf, ordersFileIn, timeZoneOf } from '../../../domain/orders-file';
import { PERMISSIONS } from '../permissions';
import { configOf, inTransaction, isRow, serviceOf, withRetry, type Row, type Strapi } from '../strapi';
import { dataOf, refuse, refuseInWords, actorOf } from './reading-body';
import { takeSearch } from './reading-search';

const PAGE_SIZE = 25;
const DAY = 24 * 3600 * 1000;
const LARGEST = 16 * 1024;

/** The number of a parcel at its carrier. */
const TRACKING = z
  .string({ error: 'tracking must be a text.' })
  .trim()
  .max(100, 'tracking must have at most 100 characters.')
  .regex(/^[\p{L}\p{N}\p{P}\p{S} ]*$/u, 'tracking must be one line.')
  .nullish();

/** Orders that are chosen one by one: a page of them. */
const MAX_CHOSEN = 100;
const NUMBERS = z
  .array(z.string().min(1).max(20), { error: 'numbers must be a list of order numbers.' })
  .min(1, 'numbers must name at least one order.')
  .max(MAX_CHOSEN, `numbers must name at most ${MAX_CHOSEN} orders.`);

/** One row for each line of each order. */
async function* rowsOfCsv(
  pages: AsyncIterable<readonly Row[]>,
  cells: ReturnType<typeof cellsOf>
): AsyncGenerator<Row> {
  for await (const orders of pages) {
    for (const { number, state, createdAt, tracking, recipient, lines } of orders) {
      for (const { orderNumber, title, locale, quantity } of lines as Row[]) {
        yield {
          number,
          state: cells.state(state as OrderState),
          ordered: cells.moment(String(createdAt)),
          tracking,
          ...(recipient as Row),
          country: cells.country(String((recipient as Row).country ?? '')),
          orderNumber,
          title,
          language: cells.language(String(locale)),
          quantity,
        };
      }
    }
  }
}

const CHANGE = z
  .strictObject({
    delta: z
      .int({ error: 'delta must be a whole number such as 200 or -3.' })
      .min(-MAX_COPIES)
      .max(MAX_COPIES)
      .optional(),
    count: z
      .int({ error: 'count must be a whole number of 0 or more, or null.' })
      .min(0)
      .max(MAX_COPIES)
      .nullable()
      .optional(),
    seen: z.int({ error: 'seen must be the number on the shelf that was shown, or null.' }).min(0).nullish(),
    reason: z
      .enum(['delivery', 'correction'], { error: 'reason must be “delivery” or “correction”.' })
      .default('correction'),
    note: z.string().trim().max(500, 'note must have at most 500 characters.').nullish(),
  })
  .refine(
    ({ delta, count }) => (delta === undefined) !== (count === undefined),
    'Send delta (copies that came or went) or count (what was counted now), one of them.'
  );

const NOT_TAKEN_BACK = {
  'too-late': 'This cannot be taken back any more, or there is nothing to take back.',
  'too-few': 'Its copies were ordered by others meanwhile: there are not enough left to take this back.',
} as const;

/** 409: the copies on the shelf are others than those that were seen. Nothing was written. */
const answerChanged = (ctx: Context, onHand: number | null): void => {
  const message = `Somebody changed this meanwhile: ${onHand === null ? 'nobody counts it any more' : `${onHand} copies are on the shelf now`}. Nothing was changed.`;
  ctx.status = 409;
  ctx.body = {
    data: null,
    error: { status: 409, name: 'ConflictError', message, details: { code: 'changed', quantity: onHand } },
  };
};

/** Routes of the admin: orders with their addresses, and the stock desk's door to the ledger. */
export const createInboxController = (strapi: Strapi) => {
  const stateIn = (value: unknown) => {
    if (value === undefined || value === '') return null;
    if (isOrderState(value)) return value;
    return refuseInWords([{ path: ['state'], message: `state must be one of ${ORDER_STATES.join(', ')}.` }]);
  };

  const orderOf = async (ctx: Context): Promise<Row> => {
    const order = await serviceOf(strapi, 'inbox').find(String(ctx.params.number));
    if (!order) throw new errors.NotFoundError('There is no such order.');
    return order;
  };

  /** “Passed on” is taken back by whoever moves orders; of the others readers were told, and copies may have to be taken again. */
  const mayTakeBack = (ctx: Context, state: unknown): boolean =>
    state === 'passed-on' ||
    (ctx.state as { userAbility: { can: (action: string) => boolean } }).userAbility.can(PERMISSIONS.stock);

  /** The step that led to its present state was made so lately that it can be taken back. */
  const isFresh = ({ state, history }: Row): boolean => {
    const since = (history as readonly Row[]).findLast((event) => event.state === state)?.at;
    return Date.parse(String(since)) >= Date.now() - configOf(strapi).takeBackWithinDays * DAY;
  };

  const withNext = (ctx: Context, order: Row): Row => ({
    ...order,
    next: isOrderState(order.state) ? nextStates(order.state) : [],
    canTakeBack:
      isOrderState(order.state) &&
      stateBehind(order.state) !== null &&
      order.erasedAt === null &&
      isFresh(order) &&
      mayTakeBack(ctx, order.state),
    canCorrectAddress: isOrderState(order.state) && isToBeSent(order.state) && order.erasedAt === null,
  });

  const trackingIn = (data: unknown): string | null => {
    const parsed = TRACKING.safeParse(isRow(data) ? data.tracking : undefined);
    if (parsed.success) return parsed.data || null;
    return refuseInWords([
      { path: ['tracking'], message: parsed.error.issues[0]?.message ?? 'tracking is not valid.' },
    ]);
  };

  /** Orders that are named in the address: `?numbers=A,B`; undefined where none are. */
  const chosenIn = (value: unknown): string[] | undefined => {
    if (value === undefined) return undefined;
    const parsed = NUMBERS.safeParse([value].flat().flatMap((part) => String(part).split(',').filter(Boolean)));
    if (parsed.success) return parsed.data;
    return refuseInWords([{ path: ['numbers'], message: parsed.error.issues[0]?.message ?? 'numbers is not valid.' }]);
  };

  return {
    /**
     * `?state=`, `?search=`, `?overdue=true`, `?sort=oldest` and `?page=`. `meta` counts messages that were given up and, of those that have
     * the words, the orders of each state and the overdue ones.
     */
    async find(ctx: Context): Promise<void> {
      const search = takeSearch(ctx);
      const page = Math.min(Math.max(Number.parseInt(String(ctx.query.page ?? '1'), 10) || 1, 1), 100_000);
      const { orders, total } = await serviceOf(strapi, 'inbox').list({
        state: stateIn(ctx.query.state),
        search,
        page,
        pageSize: PAGE_SIZE,
        isOverdue: ctx.query.overdue === 'true',
        isOldestFirst: ctx.query.sort === 'oldest',
      });
      const overdue = await serviceOf(strapi, 'inbox').countOverdue(search);
      const givenUp = (await serviceOf(strapi, 'outbox').givenUp(0)).total;
      const states = await serviceOf(strapi, 'inbox').countByState(search);
      ctx.body = {
        data: orders.map((order) => withNext(ctx, order)),
        meta: { page, pageSize: PAGE_SIZE, total, overdue, givenUp, states },
      };
    },

    async findOne(ctx: Context): Promise<void> {
      ctx.body = { data: withNext(ctx, await orderOf(ctx)) };
    },

    /** Moves an order on: `{ data: { state, tracking } }`. */
    async move(ctx: Context): Promise<void> {
      const data = dataOf(ctx, LARGEST);
      const next = stateIn(isRow(data) ? data.state : undefined);
      if (!next)
        return refuseInWords([{ path: ['state'], message: `state must be one of ${ORDER_STATES.join(', ')}.` }]);
      const tracking = trackingIn(data);
      const orders = serviceOf(strapi, 'orders');
      const number = String(ctx.params.number);
      const moved = await orders.move(number, next, actorOf(ctx), null, next === 'sent' ? tracking : null);
      if (!moved) throw new errors.NotFoundError('There is no such order.');
      if (!moved.moved && next === 'sent' && tracking !== null) await orders.correctTracking(number, tracking);
      if (!moved.moved && moved.state !== next) {
        throw new errors.ApplicationError(`An order that is “${moved.state}” cannot become “${next}”.`, {
          state: moved.state,
        });
      }
      ctx.body = { data: withNext(ctx, await orderOf(ctx)) };
    },

    /** Moves several orders on: `{ data: { numbers, state } }`. Those that cannot be moved are named, with the state they have; the others are. */
    async moveAll(ctx: Context): Promise<void> {
      const data = dataOf(ctx, LARGEST);
      const numbers = NUMBERS.safeParse(isRow(data) ? data.numbers : undefined);
      const next = stateIn(isRow(data) ? data.state : undefined);
      if (!numbers.success || !next) {
        const said = numbers.error?.issues[0]?.message;
        const problem = said
          ? { path: ['numbers'], message: said }
          : { path: ['state'], message: `state must be one of ${ORDER_STATES.join(', ')}.` };
        return refuseInWords([problem]);
      }
      const moved: string[] = [];
      const refused: { number: string; state: OrderState | null }[] = [];
      for (const number of new Set(numbers.data)) {
        const one = await serviceOf(strapi, 'orders').move(number, next, actorOf(ctx));
        if (one?.moved) moved.push(number);
        else if (one?.state !== next) refused.push({ number, state: one?.state ?? null });
      }
      ctx.body = { data: { moved, refused } };
    },

    /** Corrects the address of an order that was not sent: `{ data: { recipient } }`; `?locale=` is the language of its problems. */
    async correctAddress(ctx: Context): Promise<void> {
      const speech = speechFor(typeof ctx.query.locale === 'string' ? ctx.query.locale : 'en');
      const data = dataOf(ctx, LARGEST, speech);
      const parsed = parseRecipient(isRow(data) ? data.recipient : undefined);
      if (!parsed.ok) {
        const problems = parsed.problems.map((problem) => ({ ...problem, path: ['recipient', ...problem.path] }));
        return refuse(problems, speech);
      }
      if (!(await serviceOf(strapi, 'orders').correctAddress(String(ctx.params.number), parsed.value))) {
        const { state } = await orderOf(ctx);
        const message = `An order that is “${String(state)}” keeps its address.`;
        throw new errors.ApplicationError(message, { code: 'too-late', state });
      }
      ctx.body = { data: withNext(ctx, await orderOf(ctx)) };
    },

    /** Takes “passed on”, “sent” or “cancelled” back. */
    async takeBack(ctx: Context): Promise<void> {
      if (!mayTakeBack(ctx, (await orderOf(ctx)).state)) throw new errors.ForbiddenError();
      const { outcome } = await serviceOf(strapi, 'orders').takeBack(String(ctx.params.number), actorOf(ctx));
      if (outcome === 'unknown') throw new errors.NotFoundError('There is no such order.');
      if (outcome !== 'done') throw new errors.ApplicationError(NOT_TAKEN_BACK[outcome], { code: outcome });
      ctx.body = { data: withNext(ctx, await orderOf(ctx)) };
    },

    /** One row for each line of each order, for the shipper: all of them, however many there are. `?state=`, `?search=`, `?overdue=true` or `?numbers=A,B`, and `?language=de` and `?timeZone=Europe/Berlin`. */
    csv(ctx: Context): void {
      const search = takeSearch(ctx);
      const orders = serviceOf(strapi, 'inbox').all({
        state: stateIn(ctx.query.state),
        search,
        numbers: chosenIn(ctx.query.numbers),
        isOverdue: ctx.query.overdue === 'true',
      });
      const language = fileLanguageOf(ctx.query.language);
      const file = ordersFileIn(language);
      const cells = cellsOf(language, timeZoneOf(ctx.query.timeZone));
      const table = stringify({
        header: true,
        bom: true,
        delimiter: file.delimiter,
        // Spreadsheets run what begins with “=”; readers write these fields.
        escape_formulas: true,
        columns: columnsOf(file),
      });
      ctx.set('Cache-Control', 'no-store');
      ctx.type = 'text/csv';
      ctx.attachment(file.name);
      ctx.body = pipeline(Readable.from(rowsOfCsv(orders, cells)), table, (error) => {
        if (error) strapi.log.warn(`ordering: a list of orders was not sent to its end: ${error.message}`);
      });
    },

    /** The ledger of a stock status; `?until=YYYY-MM-DD` for what held at the end of a past day (UTC). */
    async ledger(ctx: Context): Promise<void> {
      const { until } = ctx.query;
      if (until !== undefined && !z.iso.date().safeParse(until).success) {
        return refuseInWords([{ path: ['until'], message: 'until must be a day written as YYYY-MM-DD.' }]);
      }
      const lines = await serviceOf(strapi, 'ledger').linesOf(
        String(ctx.params.stockStatus),
        typeof until === 'string' ? `${until}T23:59:59.999Z` : undefined
      );
      ctx.body = { data: lines };
    },

    /** “+200 delivered”, “−3 damaged”, “counted 57”. */
    async changeStock(ctx: Context): Promise<void> {
      const parsed = CHANGE.safeParse(dataOf(ctx, LARGEST));
      if (!parsed.success) {
        return refuseInWords(parsed.error.issues.map(({ path, message }) => ({ path: path.map(String), message })));
      }
      const { delta, count, seen, reason, note } = parsed.data;
      const change = delta === undefined ? { count: count ?? null } : { delta };
      const stockStatus = String(ctx.params.stockStatus);
      const line = await withRetry(strapi, () =>
        inTransaction(strapi, async (trx) => {
          const onHand = seen === undefined ? undefined : await serviceOf(strapi, 'ledger').onHand(trx, stockStatus);
          if (onHand !== seen) return { changed: onHand ?? null };
          const why = { reason, reference: null, who: actorOf(ctx), note: note ?? null };
          return serviceOf(strapi, 'ledger').book(trx, stockStatus, change, why);
        })
      );
      if (line && 'changed' in line) return answerChanged(ctx, line.changed);
      if (!line) {
        return refuseInWords([
          {
            path: ['delta'],
            message: `This cannot be booked: there is no such stock status, its copies are not counted yet (send count first), or fewer than no copies would be left, or more than ${MAX_COPIES}.`,
          },
        ]);
      }
      ctx.body = { data: line };
    },
  };
};
