import { setTimeout as pause } from 'node:timers/promises';

import { preparedRows } from '@inprint/kit/prepared';

import { MAX_ATTEMPTS, secondsUntilRetry, withoutAddresses } from '../../../domain/mail';
import { TABLES } from '../database';
import { configOf, isPostgres, logError, serviceOf, type Executor, type Row, type Strapi } from '../strapi';

type OutboxKind = 'mail-reader' | 'mail-shipper' | 'mail-waitlist' | 'mail-low-stock' | 'webhook';

/** How long a server may take for one message before another one tries, in seconds. */
const CLAIM_SECONDS = 120;
const AT_ONCE = 20;
/** The end of the program waits so long for a message that is on its way, in ms. */
const PATIENCE_AT_END = 5000;
/** While orders come one after the other, messages give way to them: so long between two of them, in ms. */
const GIVE_WAY = 25;
const DAY = 24 * 3600 * 1000;

/**
 * What must leave the house, written down in the transaction that is its cause, and sent afterwards: nothing is lost
 * when the other side does not answer, nothing is sent for what was rolled back. Messages name an order and hold no address.
 */
export const createOutbox = (strapi: Strapi) => {
  let running: Promise<number> | null = null;
  let isClosed = false;

  /** By the database's clock: a server whose own is ahead would send what another is sending. */
  const inSecondsSql = (): string =>
    isPostgres(strapi)
      ? `to_char((clock_timestamp() + ? * interval '1 second') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
      : `strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ? || ' seconds')`;
  const inSeconds = (seconds: number) => strapi.db.connection.raw(inSecondsSql(), [seconds]);

  const deliver = (kind: string, payload: Row): Promise<void> => {
    const mails = serviceOf(strapi, 'mails');
    if (kind === 'mail-reader') return mails.sendToReader(payload);
    if (kind === 'mail-shipper') return mails.sendToShipper(payload);
    if (kind === 'mail-waitlist') return serviceOf(strapi, 'waitlist').sendMail(payload);
    if (kind === 'mail-low-stock') return serviceOf(strapi, 'lowStock').sendMail(payload);
    if (kind === 'webhook') return serviceOf(strapi, 'webhooks').send(payload);
    throw new Error(`There is no message of the kind “${kind}”.`);
  };

  /** Only one server gets it: whoever changes the row first. */
  const claim = async ({ id, due_at: dueAt, attempts }: Row): Promise<boolean> => {
    const sql = `UPDATE ${TABLES.outbox} SET due_at = ${inSecondsSql()}, attempts = ?
      WHERE id = ? AND due_at = ? AND done_at IS NULL RETURNING id`;
    return (await preparedRows(strapi, sql, [CLAIM_SECONDS, Number(attempts) + 1, id, dueAt])).length === 1;
  };

  /**
   * A mail server that takes the connection and says nothing would keep all other messages waiting for it.
   *
   * @param onLate is called if it was sent after all, so that it is not sent again
   */
  const inTime = async (work: Promise<void>, onLate: () => PromiseLike<unknown>): Promise<void> => {
    const { timeoutSeconds } = configOf(strapi).mail;
    const given = new AbortController();
    const late = pause(timeoutSeconds * 1000, undefined, { signal: given.signal, ref: false }).then(() => {
      work.then(onLate).catch(() => {}); // it will be tried again, as it would have been
      throw new Error(`No answer within ${timeoutSeconds} seconds.`);
    });
    try {
      await Promise.race([work, late]);
    } finally {
      late.catch(() => {}); // it is given up below, or was thrown above
      given.abort();
    }
  };

  const send = async (row: Row): Promise<boolean> => {
    if (!(await claim(row))) return false;
    const attempts = Number(row.attempts) + 1;
    const mine = () => strapi.db.connection(TABLES.outbox).where({ id: row.id });
    const noteSent = () =>
      preparedRows(
        strapi,
        `UPDATE ${TABLES.outbox} SET done_at = ${inSecondsSql()}, last_error = NULL WHERE id = ? RETURNING id`,
        [0, row.id]
      );
    try {
      const delivered = deliver(String(row.kind), JSON.parse(String(row.payload)) as Row);
      await (row.kind === 'webhook' ? delivered : inTime(delivered, noteSent)); // webhooks have a time of their own
      await noteSent();
      return true;
    } catch (error) {
      const words = withoutAddresses(error instanceof Error ? error.message : String(error));
      strapi.log.warn(
        `ordering: message ${String(row.id)} (${String(row.kind)}) was not sent, try ${attempts}: ${words}`
      );
      await mine().update({
        last_error: words,
        due_at: inSeconds(secondsUntilRetry(attempts)),
        ...(attempts >= MAX_ATTEMPTS ? { given_up_at: inSeconds(0) } : {}),
      });
      if (attempts >= MAX_ATTEMPTS) {
        strapi.log.error(
          `ordering: message ${String(row.id)} (${String(row.kind)}) was given up after ${attempts} tries: ${words} Send it again in the admin, under “Orders”.`
        );
      }
      return false;
    }
  };

  const findDue = (isWebhook: boolean): PromiseLike<Row[]> =>
    strapi.db
      .connection(TABLES.outbox)
      .whereNull('done_at')
      .whereNull('given_up_at')
      .where('due_at', '<=', inSeconds(0))
      .where('kind', isWebhook ? '=' : '<>', 'webhook')
      .orderBy('due_at')
      .limit(AT_ONCE) as unknown as PromiseLike<Row[]>;

  /** Mails do not wait for a receiver of webhooks that takes its time, nor the other way round. */
  const sendLane = async (isWebhook: boolean): Promise<number> => {
    let sent = 0;
    // What was tried is due later, or done: each round finds other messages.
    for (let due = await findDue(isWebhook); due.length > 0; due = await findDue(isWebhook)) {
      for (const row of due) {
        if (!isClosed && (await send(row))) sent += 1;
        if (!isClosed && serviceOf(strapi, 'orders').isBusy()) await pause(GIVE_WAY);
      }
      if (isClosed || due.length < AT_ONCE) break;
    }
    return sent;
  };

  const sendAll = async (): Promise<number> => {
    const lanes = configOf(strapi).mail.enabled ? [sendLane(true), sendLane(false)] : [sendLane(true)];
    return (await Promise.all(lanes)).reduce((total, sent) => total + sent, 0);
  };

  return {
    /** Notes a message in the transaction that is its cause. */
    add: (trx: Executor, kind: OutboxKind, ...payloads: readonly object[]): PromiseLike<unknown> =>
      trx(TABLES.outbox).insert(payloads.map((payload) => ({ kind, payload: JSON.stringify(payload) }))),

    /** As `add`, to be sent so many seconds later. */
    addLater: (
      trx: Executor,
      kind: OutboxKind,
      seconds: number,
      ...payloads: readonly object[]
    ): PromiseLike<unknown> =>
      trx(TABLES.outbox).insert(
        payloads.map((payload) => ({
          kind,
          payload: JSON.stringify(payload),
          ...(seconds > 0 ? { due_at: inSeconds(seconds) } : {}),
        }))
      ),

    /** Sends what is due without being waited for; what goes wrong is logged, and tried again at the next turn. */
    sendSoon(): void {
      const before = running ?? Promise.resolve(0);
      before
        .catch(() => 0)
        .then(() => this.sendDue())
        .catch((error: unknown) => logError(strapi, error));
    },

    /** Forgets messages that were sent so many days ago. @returns how many */
    forgetSent: (days: number, moment: number): Promise<number> =>
      strapi.db
        .connection(TABLES.outbox)
        .where('done_at', '<', new Date(moment - days * DAY).toISOString())
        .delete() as unknown as Promise<number>,

    /** Messages that were given up, the last ones first, at most so many; and how many there are. */
    async givenUp(most: number): Promise<{ messages: Row[]; total: number }> {
      const all = () => strapi.db.connection(TABLES.outbox).whereNotNull('given_up_at').whereNull('done_at');
      const [counted] = (await all().count({ total: '*' })) as Row[];
      const rows = (await all().orderBy('id', 'desc').limit(most)) as Row[];
      const messages = rows.map(({ id, kind, payload, last_error: error, created_at: createdAt, given_up_at: at }) => {
        const { order, url, mail } = JSON.parse(String(payload)) as Row;
        // The rest of a receiver’s address is often its secret.
        const receiver = typeof url === 'string' && URL.canParse(url) ? new URL(url).origin : null;
        return { id, kind, order: order ?? null, mail: mail ?? null, receiver, error, createdAt, givenUpAt: at };
      });
      return { messages, total: Number(counted?.total ?? 0) };
    },

    /** Sends one message that was given up, or all of them, again, with all tries. @returns how many there were */
    async sendAgain(which: number | 'all'): Promise<number> {
      const query = strapi.db.connection(TABLES.outbox).whereNotNull('given_up_at').whereNull('done_at');
      if (which !== 'all') query.where({ id: which });
      const changed = Number(
        await query.update({ given_up_at: null, attempts: 0, due_at: inSeconds(0), last_error: null })
      );
      if (changed > 0) this.sendSoon();
      return changed;
    },

    /** Forgets messages that were given up before a moment. @returns how many */
    forgetGivenUp: (before: string): Promise<number> =>
      strapi.db.connection(TABLES.outbox).where('given_up_at', '<', before).delete() as unknown as Promise<number>,

    /** Begins no more messages, and ends when those on their way are sent and noted: nobody gets one twice. */
    async close(): Promise<void> {
      isClosed = true;
      await Promise.race([running, pause(PATIENCE_AT_END, undefined, { ref: false })]);
    },

    /** Sends what is due. @returns how many were sent */
    sendDue(): Promise<number> {
      if (isClosed) return Promise.resolve(0);
      running ??= sendAll().finally(() => (running = null));
      return running;
    },
  };
};
