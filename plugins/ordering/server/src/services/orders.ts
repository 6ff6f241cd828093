import { createHash, randomBytes, randomInt } from 'node:crypto';

import type { ReaderMail } from '../../../domain/mail';
import { canonicalJson, type OrderInput, type OrderLineInput, type Recipient } from '../../../domain/order-input';
import { findRuleRefusals, monthsBefore, supplyOf, type KnownLine } from '../../../domain/order-rules';
import { isOrderState, nextStates, statesBefore, type OrderState } from '../../../domain/order-state';
import { sayRefusal, sayUnfilled, type Unfilled } from '../../../domain/refusal';
import { speechFor } from '../../../domain/speech';
import { TABLES } from '../database';
import {
  configOf,
  inTransaction,
  isUniqueViolation,
  serviceOf,
  stockTableOf,
  rowsOf,
  withRetry,
  type Executor,
  type Row,
  type Strapi,
} from '../strapi';
import type { Action, Desk } from './catalogue';
import { toStockRow, type StockRow } from './ledger';

/** An answer as it goes out, and as it is kept for those who send twice. */
export interface StoredAnswer {
  readonly status: number;
  readonly body: unknown;
}

interface ErrorAnswer {
  readonly status: number;
  readonly name: string;
  readonly message: string;
  readonly details: object;
}

const refusal = ({ status, name, message, details }: ErrorAnswer): StoredAnswer => ({
  status,
  body: { data: null, error: { status, name, message, details } },
});

/** A line of an order with everything known before the transaction. */
interface WantedLine extends OrderLineInput {
  readonly index: number;
  readonly title: string;
  readonly maxPerOrder: number | null;
  readonly action: Action;
  readonly elsewhere: boolean;
  readonly stock: StockRow | null;
}

/** Some lines cannot be filled: ends the transaction, so that nothing is taken. */
class CannotFill extends Error {
  constructor(readonly lines: ReadonlyMap<number, Unfilled>) {
    super('Some lines cannot be filled.');
  }
}

/** Letters and digits that are not mistaken for each other when read out on the phone. */
const NUMBER_LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

const newNumber = (): string => {
  const letters = Array.from({ length: 8 }, () => NUMBER_LETTERS[randomInt(NUMBER_LETTERS.length)]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
};

const hashOf = (data: unknown): string => createHash('sha256').update(canonicalJson(data)).digest('base64url');

/** The same household or office, whatever mail address it gives. */
const recipientText = ({ name, street, postalCode, country }: Recipient): string =>
  [name, street, postalCode, country].map((part) => part.toLocaleLowerCase('en').replace(/[\s.,-]+/g, '')).join('|');

export interface OrderView {
  readonly number: string;
  readonly state: OrderState;
  readonly createdAt: string;
  readonly fee: { readonly amount: string; readonly currency: string } | null;
  readonly lines: readonly {
    material: string;
    locale: string;
    title: string;
    orderNumber: string | null;
    quantity: number;
  }[];
  readonly history: readonly { state: string; at: string }[];
}

/** Takes, shows and moves orders. All or nothing, once, and never a copy that is not there. */
export const createOrders = (strapi: Strapi) => {
  const stored = async (executor: Executor, key: string, bodyHash: string): Promise<StoredAnswer | null> => {
    const row = (await executor(TABLES.requests).where({ idempotency_key: key }).first()) as Row | undefined;
    if (!row) return null;
    if (row.body_hash === bodyHash)
      return { status: Number(row.status), body: JSON.parse(String(row.answer)) as unknown };
    return refusal({
      status: 422,
      name: 'UnprocessableEntityError',
      message: 'This Idempotency-Key was used for another order. Make up a new key for each order.',
      details: { errors: [{ path: ['Idempotency-Key'], message: 'used for another order', name: 'ValidationError' }] },
    });
  };

  const findStock = async (materials: readonly string[]): Promise<StockRow[]> =>
    (
      await rowsOf(
        strapi.db.connection,
        `SELECT id, document_id, material, edition, order_number, availability, quantity FROM ${stockTableOf(strapi)}
         WHERE material IN (${materials.map(() => '?').join(',')})`,
        materials
      )
    ).map(toStockRow);

  const wantedLines = async (lines: readonly OrderLineInput[], desk: Desk): Promise<WantedLine[]> => {
    const rows = await findStock([...new Set(lines.map(({ material }) => material))]);
    return lines.map((line, index) => {
      const { material, locale } = line;
      const facts = desk.explain(material, locale)?.facts;
      const edition = facts?.edition;
      const stock = edition && rows.find((row) => row.material === material && row.edition === edition.edition);
      return {
        ...line,
        index,
        title: facts?.version.title ?? '',
        maxPerOrder: facts?.version.maxPerOrder ?? null,
        action: desk.answer(material, locale),
        elsewhere: Boolean(facts?.version.orderUrl),
        stock: stock ?? null,
      };
    });
  };

  /** Copies of some materials that went to a recipient since a moment, cancelled orders left out. */
  const hadBefore = async (executor: Executor, recipientKey: string, since: string): Promise<Map<string, number>> => {
    const rows = (await executor(`${TABLES.lines} as l`)
      .join(`${TABLES.orders} as o`, 'o.id', 'l.order_id')
      .where('o.recipient_key', recipientKey)
      .where('o.created_at', '>=', since)
      .whereNot('o.state', 'cancelled')
      .groupBy('l.material')
      .select('l.material')
      .sum('l.quantity as copies')) as Row[];
    return new Map(rows.map(({ material, copies }) => [String(material), Number(copies)]));
  };

  const ruleAnswer = async (
    executor: Executor,
    lines: readonly WantedLine[],
    recipient: Recipient,
    recipientKey: string,
    locale: string
  ): Promise<StoredAnswer | null> => {
    const { rules } = configOf(strapi);
    const before = rules.perRecipient
      ? await hadBefore(executor, recipientKey, monthsBefore(new Date(), rules.perRecipient.months).toISOString())
      : new Map<string, number>();
    const known = lines.map((line): KnownLine => ({
      ...line,
      orderNumber: line.stock?.orderNumber ?? null,
      hadBefore: before.get(line.material) ?? 0,
    }));
    const refusals = findRuleRefusals(known, recipient.country, rules);
    if (refusals.length === 0) return null;
    const speech = speechFor(locale);
    const errors = refusals.map((broken) => ({
      path:
        broken.rule === 'country'
          ? ['recipient', 'country']
          : broken.line === null
            ? ['lines']
            : ['lines', String(broken.line), 'quantity'],
      message: sayRefusal(broken, speech),
      name: 'ValidationError',
      rule: broken.rule,
    }));
    return refusal({
      status: 400,
      name: 'ValidationError',
      message: [...new Set(errors.map(({ message }) => message))].join(' '),
      details: { errors },
    });
  };

  /** Takes what is counted. @throws CannotFill, if one line cannot be filled */
  const take = async (trx: Executor, lines: readonly WantedLine[], number: string): Promise<Set<number>> => {
    const ledger = serviceOf(strapi, 'ledger');
    const unfilled = new Map<number, Unfilled>();
    const counted = new Set<number>();
    const rows = await ledger.lock(
      trx,
      lines.flatMap(({ stock }) => (stock ? [stock.stockStatus] : []))
    );
    // One order for all buyers: nobody waits for somebody who waits for him.
    const inOrder = [...lines].sort(
      (a, b) =>
        (a.material < b.material ? -1 : a.material > b.material ? 1 : 0) ||
        (a.stock?.id ?? 0) - (b.stock?.id ?? 0) ||
        a.index - b.index
    );
    for (const { index, quantity, stock, title, elsewhere } of inOrder) {
      const row = stock && rows.get(stock.stockStatus);
      const supply = row ? supplyOf(row) : 'none';
      if (elsewhere && supply !== 'none') unfilled.set(index, 'elsewhere');
      else if (!row || supply === 'none') unfilled.set(index, title === '' ? 'unknown' : 'not-orderable');
      else if (supply === 'counted') {
        counted.add(index);
        const why = { reason: 'order', reference: number, who: 'reader' } as const;
        if (!(await ledger.takeCopies(trx, row.stockStatus, quantity, why))) unfilled.set(index, 'too-few');
      }
    }
    if (unfilled.size > 0) throw new CannotFill(unfilled);
    return counted;
  };

  const insertOrder = async (
    trx: Executor,
    {
      lines,
      recipient,
      recipientKey,
      locale,
      counted,
      number,
      token,
    }: {
      lines: readonly WantedLine[];
      recipient: Recipient;
      recipientKey: string;
      locale: string;
      counted: ReadonlySet<number>;
      number: string;
      token: string;
    }
  ): Promise<void> => {
    const { rules, mail } = configOf(strapi);
    const [order] = (await trx(TABLES.orders)
      .insert({
        number,
        token,
        state: 'received',
        locale,
        name: recipient.name,
        organisation: recipient.organisation ?? null,
        street: recipient.street,
        postal_code: recipient.postalCode,
        city: recipient.city,
        country: recipient.country,
        email: recipient.email,
        recipient_key: recipientKey,
        fee_amount: rules.fee?.amount ?? null,
        fee_currency: rules.fee?.currency ?? null,
      })
      .returning('id')) as { id: number }[];
    const orderId = order?.id;
    await trx(TABLES.lines).insert(
      lines.map(({ index, material, locale: language, title, stock, quantity }) => ({
        order_id: orderId,
        position: index,
        material,
        locale: language,
        title,
        stock_status: stock?.stockStatus ?? '',
        edition: stock?.edition ?? null,
        order_number: stock?.orderNumber ?? null,
        quantity,
        counted: counted.has(index) ? 1 : 0,
      }))
    );
    await trx(TABLES.events).insert({ order_id: orderId, state: 'received', who: 'reader' });
    const outbox = serviceOf(strapi, 'outbox');
    await outbox.add(trx, 'mail-reader', { order: number, mail: 'received' satisfies ReaderMail });
    if (mail.shipper) await outbox.add(trx, 'mail-shipper', { order: number });
  };

  const keep = (executor: Executor, key: string, bodyHash: string, { status, body }: StoredAnswer) =>
    executor(TABLES.requests).insert({
      idempotency_key: key,
      body_hash: bodyHash,
      status,
      answer: JSON.stringify(body),
    });

  /** The refusal, with what the reader can do instead of each failed line: asked again, as it is now. */
  const conflictAnswer = async (
    lines: readonly WantedLine[],
    unfilled: ReadonlyMap<number, Unfilled>,
    locale: string
  ): Promise<StoredAnswer> => {
    const failed = lines.filter(({ index }) => unfilled.has(index));
    const desk = await serviceOf(strapi, 'catalogue').deskFor(failed.map(({ material }) => material));
    const speech = speechFor(locale);
    const details = failed.map(({ index, material, locale: language, quantity, title }) => {
      const action = desk.answer(material, language);
      const noted = unfilled.get(index) ?? 'not-orderable';
      // By now the rest may be gone as well: the words and the button say the same.
      const reason = noted === 'too-few' && action.type !== 'order' ? 'not-orderable' : noted;
      return {
        index,
        material,
        locale: language,
        quantity,
        reason,
        message: sayUnfilled(reason, title, action.url, speech),
        action,
      };
    });
    return refusal({
      status: 409,
      name: 'ConflictError',
      message: `${speech.say('unfilled.summary', { count: failed.length })} ${details.map(({ message }) => message).join(' ')}`,
      details: { lines: details },
    });
  };

  /** Answers that nothing was taken, and keeps the answer: unless the same order was taken at the same time. */
  const refuseUnfilled = async (
    key: string,
    bodyHash: string,
    lines: readonly WantedLine[],
    unfilled: ReadonlyMap<number, Unfilled>,
    locale: string
  ): Promise<StoredAnswer> => {
    const answer = await conflictAnswer(lines, unfilled, locale);
    try {
      await inTransaction(strapi, async (trx) => {
        await keep(trx, key, bodyHash, answer);
        const refused = lines.filter(({ index, title }) => unfilled.has(index) && title !== '');
        if (refused.length === 0) return;
        await trx(TABLES.refusals).insert(
          refused.map(({ material, locale: language, stock, quantity }) => ({
            material,
            locale: language,
            stock_status: stock?.stockStatus ?? null,
            quantity,
          }))
        );
      });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      return (await stored(strapi.db.connection, key, bodyHash)) ?? answer;
    }
    return answer;
  };

  /** Lines that cannot be filled as it looks now: saves a transaction that would take nothing. Never decides the other way. */
  const foresee = (lines: readonly WantedLine[]): Map<number, Unfilled> => {
    const unfilled = new Map<number, Unfilled>();
    for (const { index, stock, title, elsewhere, quantity } of lines) {
      const supply = stock ? supplyOf(stock) : 'none';
      if (elsewhere && supply !== 'none') unfilled.set(index, 'elsewhere');
      else if (supply === 'none') unfilled.set(index, title === '' ? 'unknown' : 'not-orderable');
      else if (supply === 'counted' && (stock?.quantity ?? 0) < quantity) unfilled.set(index, 'too-few');
    }
    return unfilled;
  };

  const unknownLocale = (lines: readonly OrderLineInput[], { settings }: Desk): StoredAnswer | null => {
    const index = lines.findIndex(({ locale }) => !settings.locales.includes(locale));
    if (index < 0) return null;
    const message = `locale: this site has ${settings.locales.join(', ')}. Use one of them.`;
    const errors = [{ path: ['lines', String(index), 'locale'], message, name: 'ValidationError' }];
    return refusal({ status: 400, name: 'ValidationError', message, details: { errors } });
  };

  const toView = async (order: Row): Promise<OrderView> => {
    const knex = strapi.db.connection;
    const lines = (await knex(TABLES.lines).where({ order_id: order.id }).orderBy('position')) as Row[];
    const events = (await knex(TABLES.events).where({ order_id: order.id }).orderBy('id')) as Row[];
    return {
      number: String(order.number),
      state: String(order.state) as OrderState,
      createdAt: String(order.created_at),
      fee: order.fee_amount ? { amount: String(order.fee_amount), currency: String(order.fee_currency) } : null,
      lines: lines.map((line) => ({
        material: String(line.material),
        locale: String(line.locale),
        title: String(line.title),
        orderNumber: line.order_number === null ? null : String(line.order_number),
        quantity: Number(line.quantity),
      })),
      history: events.map(({ state, at }) => ({ state: String(state), at: String(at) })),
    };
  };

  return {
    /**
     * Places an order: 201, or a refusal with its reason. An answer that took or could not take copies is kept
     * under its key, and given again.
     *
     * @param key the client's Idempotency-Key
     * @param locale the language to answer in
     */
    async place(key: string, input: OrderInput, locale: string): Promise<StoredAnswer> {
      const bodyHash = hashOf(input);
      const knex = strapi.db.connection;
      const known = await stored(knex, key, bodyHash);
      if (known) return known;

      const { recipient } = input;
      const desk = await serviceOf(strapi, 'catalogue').deskFor(input.lines.map(({ material }) => material));
      const wrongLocale = unknownLocale(input.lines, desk);
      if (wrongLocale) return wrongLocale;
      const lines = await wantedLines(input.lines, desk);
      const recipientKey = serviceOf(strapi, 'limits').pseudonym(recipientText(recipient));
      const againstRules = await ruleAnswer(knex, lines, recipient, recipientKey, locale);
      if (againstRules) return againstRules;
      const foreseen = foresee(lines);
      if (foreseen.size > 0) return refuseUnfilled(key, bodyHash, lines, foreseen, locale);

      try {
        return await withRetry(strapi, () =>
          inTransaction(strapi, async (trx) => {
            const number = newNumber();
            const token = randomBytes(32).toString('base64url');
            const { fee } = configOf(strapi).rules;
            const answer: StoredAnswer = {
              status: 201,
              body: {
                data: {
                  number,
                  token,
                  state: 'received',
                  fee,
                  lines: lines.map(({ material, locale: language, title, quantity, stock }) => ({
                    material,
                    locale: language,
                    title,
                    orderNumber: stock?.orderNumber ?? null,
                    quantity,
                  })),
                },
              },
            };
            // First, so that who sends the same order twice at once waits here and takes nothing.
            await keep(trx, key, bodyHash, answer);
            const counted = await take(trx, lines, number);
            if (configOf(strapi).rules.perRecipient) {
              const refused = await ruleAnswer(trx, lines, recipient, recipientKey, locale);
              if (refused) throw Object.assign(new Error('A rule is broken by now.'), { refused });
            }
            await insertOrder(trx, { lines, recipient, recipientKey, locale, counted, number, token });
            return answer;
          })
        );
      } catch (error) {
        if (error instanceof Error && 'refused' in error) return error.refused as StoredAnswer;
        if (isUniqueViolation(error)) {
          const first = await stored(knex, key, bodyHash);
          if (first) return first;
          throw error;
        }
        if (!(error instanceof CannotFill)) throw error;
        return refuseUnfilled(key, bodyHash, lines, error.lines, locale);
      }
    },

    /** State and lines of an order, for whoever holds its token; no address. */
    async findByToken(token: string): Promise<OrderView | null> {
      const order = (await strapi.db.connection(TABLES.orders).where({ token }).first()) as Row | undefined;
      return order ? toView(order) : null;
    },

    /**
     * Moves an order on, once. A cancelled order gives its counted copies back.
     *
     * @returns the order's state now, and whether this call moved it; null if there is no such order
     */
    async move(number: string, next: OrderState, who: string): Promise<{ state: OrderState; moved: boolean } | null> {
      return withRetry(strapi, () =>
        inTransaction(strapi, async (trx) => {
          const moved =
            (await trx(TABLES.orders)
              .where({ number })
              .whereIn('state', statesBefore(next))
              .update({ state: next })) === 1;
          const order = (await trx(TABLES.orders).where({ number }).first()) as Row | undefined;
          if (!order || !isOrderState(order.state)) return null;
          if (!moved) return { state: order.state, moved };
          await trx(TABLES.events).insert({ order_id: order.id, state: next, who });
          if (next === 'cancelled') await giveBack(trx, order, who);
          if (next === 'sent' || next === 'cancelled') {
            await serviceOf(strapi, 'outbox').add(trx, 'mail-reader', {
              order: number,
              mail: next satisfies ReaderMail,
            });
          }
          return { state: next, moved };
        })
      );
    },

    nextStates,
  };

  async function giveBack(trx: Executor, order: Row, who: string): Promise<void> {
    const ledger = serviceOf(strapi, 'ledger');
    const lines = (await trx(TABLES.lines)
      .where({ order_id: order.id, counted: 1 })
      .orderBy('material')
      .orderBy('id')) as Row[];
    await ledger.lock(
      trx,
      lines.map(({ stock_status: id }) => String(id))
    );
    for (const { stock_status: stockStatus, quantity } of lines) {
      // Where the record is gone or no longer counted, there is nothing to give back to.
      await ledger.book(
        trx,
        String(stockStatus),
        { delta: Number(quantity) },
        { reason: 'cancellation', reference: String(order.number), who }
      );
    }
  }
};
