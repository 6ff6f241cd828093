import { createHash } from 'node:crypto';

import { databaseNow } from '@inprint/kit/database/clock';

import { MAX_COPIES } from '../../../domain/copies';
import { canonicalJson } from '../../../domain/order-input';
import { leftBefore, parseFeedLine, type FeedBatch, type FeedLine } from '../../../domain/stock-feed';
import type { StockChange } from '../../../domain/ledger';
import { TABLES } from '../database';
import { LATEST_COUNT_DAYS } from './shelf';
import {
  modelOf,
  inTransaction,
  isUniqueViolation,
  serviceOf,
  stockTableOf,
  withRetry,
  type Executor,
  type Row,
  type Strapi,
} from '../strapi';

/** What became of one line of a batch. */
export interface FeedResult {
  readonly index: number;
  readonly orderNumber: string | null;
  /** `outdated`: it was counted since, so that this is in the count already. Nothing was booked. */
  readonly status: 'booked' | 'outdated' | 'refused';
  /** Copies that are promised to orders and were not found on the shelf. */
  readonly short: number;
  /** What to change, where a line was refused. */
  readonly message: string | null;
}

/** What became of an order that left. */
export interface SentResult {
  readonly number: string;
  readonly status: 'sent' | 'refused';
  readonly message: string | null;
}

export type FeedReport =
  | {
      readonly outcome: 'done';
      readonly batch: string;
      readonly booked: number;
      readonly refused: number;
      readonly lines: readonly FeedResult[];
      readonly sent: readonly SentResult[];
    }
  | { readonly outcome: 'other-body' };

type LineOutcome = Omit<FeedResult, 'index' | 'orderNumber'>;

const refused = (message: string): LineOutcome => ({ status: 'refused', short: 0, message });
const DAY = 24 * 3600 * 1000;
/** Clocks differ by so much. */
const CLOCKS_MS = 5 * 60 * 1000;

/** Why a moment cannot be believed; null if it can. A moment that is ahead by a little is now. */
const problemWith = (at: string | null, now: number): string | null => {
  if (at === null) return null;
  const age = now - Date.parse(at);
  if (age < -CLOCKS_MS) return 'countedAt is in the future.';
  return age > LATEST_COUNT_DAYS * DAY ? `countedAt is more than ${LATEST_COUNT_DAYS} days ago: count again.` : null;
};

/** Lines booked in one transaction: orders get their turn in between. */
const AT_ONCE = 100;

/** Books batches of the warehouse's feed: each line once, however often a batch is sent. */
export const createFeed = (strapi: Strapi) => {
  const bookChange = async (
    trx: Executor,
    stockStatus: string,
    { change, at }: FeedLine & { readonly change: StockChange },
    reference: string,
    who: string
  ): Promise<LineOutcome> => {
    const ledger = serviceOf(strapi, 'ledger');
    const row = (await ledger.lock(trx, [stockStatus])).get(stockStatus);
    const booked = await trx(TABLES.ledger).where({ reason: 'feed', reference }).first('id');
    if (booked) return { status: 'booked', short: 0, message: null };
    const { countedAt } = (await serviceOf(strapi, 'shelf').of(trx, [stockStatus])).get(stockStatus) ?? {};
    if (at !== null && countedAt && at <= countedAt) return { status: 'outdated', short: 0, message: null };
    const line = await ledger.book(trx, stockStatus, change, { reason: 'feed', reference, who }, at);
    if (line) return { status: 'booked', short: line.short, message: null };
    return refused(
      row?.quantity === null
        ? 'These copies are not counted yet: send quantity (a count) once, then delta.'
        : `This would leave fewer than no copies, or more than ${MAX_COPIES}.`
    );
  };

  const bookLine = async (line: FeedLine, reference: string, who: string, now: number): Promise<LineOutcome> => {
    const { orderNumber, change, expectedOn } = line;
    const problem = problemWith(line.at, now);
    if (problem) return refused(problem);
    const at = line.at !== null && Date.parse(line.at) > now ? null : line.at;
    const { uid } = modelOf(strapi).stockStatus;
    return inTransaction(strapi, async (trx) => {
      const stock = (await trx(stockTableOf(strapi)).where({ order_number: orderNumber }).first('document_id')) as
        Row | undefined;
      if (!stock) return refused(`There is no stock status with the order number “${orderNumber}”.`);
      const documentId = String(stock.document_id);
      const outcome: LineOutcome = change
        ? await bookChange(trx, documentId, { ...line, at, change }, reference, who)
        : { status: 'booked', short: 0, message: null };
      if (outcome.status !== 'refused' && expectedOn !== undefined) {
        await strapi.db.query(uid as never).update({ where: { documentId }, data: { expectedOn } as never });
      }
      return outcome;
    });
  };

  const result = async (raw: unknown, index: number, batch: string, who: string, now: number): Promise<FeedResult> => {
    const parsed = parseFeedLine(raw);
    if (!parsed.ok) {
      return { index, orderNumber: null, ...refused(parsed.problems.map(({ message }) => message).join(' ')) };
    }
    const { orderNumber } = parsed.value;
    return { index, orderNumber, ...(await bookLine(parsed.value, `${batch}#${index}`, who, now)) };
  };

  /** Marks orders that left. Said twice, it is said once. */
  const markSent = async ({ sent, lines }: FeedBatch, who: string): Promise<SentResult[]> => {
    const before = leftBefore(lines);
    const results: SentResult[] = [];
    for (const { number, at } of sent) {
      const moved = await serviceOf(strapi, 'orders').move(number, 'sent', who, at ?? before);
      const message = !moved
        ? `There is no order “${number}”.`
        : moved.state === 'sent'
          ? null
          : `Order “${number}” is “${moved.state}”: it cannot be sent.`;
      results.push({ number, status: message === null ? 'sent' : 'refused', message });
    }
    return results;
  };

  return {
    /** Books a batch, or gives the report of one that was booked before. Goes on where a crash stopped it. */
    async book(given: FeedBatch, who: string): Promise<FeedReport> {
      const { batch, lines, sent } = given;
      // Of lines alone where nothing was sent: as it was before orders were named here.
      const bodyHash = createHash('sha256')
        .update(canonicalJson(sent.length > 0 ? { lines, sent } : lines))
        .digest('base64url');
      const knex = strapi.db.connection;
      try {
        await knex(TABLES.batches).insert({ batch, body_hash: bodyHash, who });
      } catch (error) {
        if (!isUniqueViolation(error)) throw error;
        const known = (await knex(TABLES.batches).where({ batch }).first()) as Row;
        if (known.body_hash !== bodyHash) return { outcome: 'other-body' };
        if (known.report !== null) return JSON.parse(String(known.report)) as FeedReport;
      }
      // Before the counts: whoever counted saw that these are gone.
      const left = await markSent(given, who);
      const results: FeedResult[] = [];
      for (let start = 0; start < lines.length; start += AT_ONCE) {
        const part = lines.slice(start, start + AT_ONCE);
        results.push(
          ...(await withRetry(strapi, () =>
            inTransaction(strapi, async (trx) => {
              // Two who send the same batch at once take turns: the second one finds these lines booked.
              await trx(TABLES.batches).where({ batch }).forUpdate().first('batch');
              const now = await databaseNow(strapi, trx);
              const booked: FeedResult[] = [];
              for (const [offset, line] of part.entries()) {
                booked.push(await result(line, start + offset, batch, who, now));
              }
              return booked;
            })
          ))
        );
      }
      const countOf = (wanted: FeedResult['status']): number =>
        results.filter(({ status }) => status === wanted).length;
      const report: FeedReport = {
        outcome: 'done',
        batch,
        booked: countOf('booked'),
        refused: countOf('refused'),
        lines: results,
        sent: left,
      };
      await knex(TABLES.batches)
        .where({ batch })
        .update({ report: JSON.stringify(report) });
      return report;
    },
  };
};
