import { createHash } from 'node:crypto';

import { MOST_COPIES } from '../../../domain/copies';
import { canonicalJson } from '../../../domain/order-input';
import { parseFeedLine, type FeedBatch, type FeedLine } from '../../../domain/stock-feed';
import { TABLES } from '../database';
import {
  modelOf,
  inTransaction,
  isUniqueViolation,
  serviceOf,
  stockTableOf,
  withRetry,
  type Row,
  type Strapi,
} from '../strapi';

/** What became of one line of a batch. */
export interface FeedResult {
  readonly index: number;
  readonly orderNumber: string | null;
  readonly status: 'booked' | 'refused';
  /** What to change, where a line was refused. */
  readonly message: string | null;
}

export type FeedReport =
  | {
      readonly outcome: 'done';
      readonly batch: string;
      readonly booked: number;
      readonly refused: number;
      readonly lines: readonly FeedResult[];
    }
  | { readonly outcome: 'other-body' };

/** Lines booked in one transaction: orders get their turn in between. */
const AT_ONCE = 100;

/** Books batches of the warehouse's feed: each line once, however often a batch is sent. */
export const createFeed = (strapi: Strapi) => {
  const bookLine = async (line: FeedLine, reference: string, who: string): Promise<string | null> => {
    const { orderNumber, change, expectedOn } = line;
    const { uid } = modelOf(strapi).stockStatus;
    return inTransaction(strapi, async (trx) => {
      const stock = (await trx(stockTableOf(strapi))
        .where({ order_number: orderNumber })
        .first('document_id', 'quantity')) as Row | undefined;
      if (!stock) return `There is no stock status with the order number “${orderNumber}”.`;
      const documentId = String(stock.document_id);
      if (change) {
        const booked = await trx(TABLES.ledger).where({ reason: 'feed', reference }).first('id');
        if (!booked) {
          const line = await serviceOf(strapi, 'ledger').book(trx, documentId, change, {
            reason: 'feed',
            reference,
            who,
          });
          if (!line) {
            return stock.quantity === null
              ? 'These copies are not counted yet: send quantity (a count) once, then delta.'
              : `This delta would leave fewer than no copies, or more than ${MOST_COPIES}.`;
          }
        }
      }
      if (expectedOn !== undefined) {
        await strapi.db.query(uid as never).update({ where: { documentId }, data: { expectedOn } as never });
      }
      return null;
    });
  };

  const result = async (raw: unknown, index: number, batch: string, who: string): Promise<FeedResult> => {
    const parsed = parseFeedLine(raw);
    if (!parsed.ok) {
      const message = parsed.problems.map(({ message: words }) => words).join(' ');
      return { index, orderNumber: null, status: 'refused', message };
    }
    const { orderNumber } = parsed.value;
    const message = await bookLine(parsed.value, `${batch}#${index}`, who);
    return { index, orderNumber, status: message === null ? 'booked' : 'refused', message };
  };

  return {
    /** Books a batch, or gives the report of one that was booked before. Goes on where a crash stopped it. */
    async book({ batch, lines }: FeedBatch, who: string): Promise<FeedReport> {
      const bodyHash = createHash('sha256').update(canonicalJson(lines)).digest('base64url');
      const knex = strapi.db.connection;
      try {
        await knex(TABLES.batches).insert({ batch, body_hash: bodyHash, who });
      } catch (error) {
        if (!isUniqueViolation(error)) throw error;
        const known = (await knex(TABLES.batches).where({ batch }).first()) as Row;
        if (known.body_hash !== bodyHash) return { outcome: 'other-body' };
        if (known.report !== null) return JSON.parse(String(known.report)) as FeedReport;
      }
      const results: FeedResult[] = [];
      for (let start = 0; start < lines.length; start += AT_ONCE) {
        const part = lines.slice(start, start + AT_ONCE);
        results.push(
          ...(await withRetry(strapi, () =>
            inTransaction(strapi, async (trx) => {
              // Two who send the same batch at once take turns: the second one finds these lines booked.
              await trx(TABLES.batches).where({ batch }).forUpdate().first('batch');
              const booked: FeedResult[] = [];
              for (const [offset, line] of part.entries()) booked.push(await result(line, start + offset, batch, who));
              return booked;
            })
          ))
        );
      }
      const refused = results.filter(({ status }) => status === 'refused').length;
      const report: FeedReport = { outcome: 'done', batch, booked: results.length - refused, refused, lines: results };
      await knex(TABLES.batches)
        .where({ batch })
        .update({ report: JSON.stringify(report) });
      return report;
    },
  };
};
