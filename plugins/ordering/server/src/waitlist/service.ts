import { randomBytes } from 'node:crypto';

import { dialectOf } from '@inprint/kit/database/dialect';

import { speechFor } from '../../../domain/speech';
import { placesToTell, WAITLIST_MAILS, writeToWaiting, type WaitlistMail } from '../../../domain/waitlist';
import { ORDERABLE_SQL, TABLES } from '../database';
import type { Desk } from '../services/catalogue';
import {
  configOf,
  inParts,
  inTransaction,
  isUniqueViolation,
  onSite,
  rowsOf,
  serviceOf,
  quotedStockTableOf,
  type Executor,
  type Row,
  type Strapi,
} from '../strapi';

const DAY = 24 * 3600 * 1000;

/** A place on the waitlist as the one who holds its token sees it. */
export interface Place {
  readonly state: string;
  readonly material: string;
  readonly locale: string;
  readonly title: string | null;
}

/** Whether readers may wait for an edition. */
export type Offer =
  | { readonly is: 'offered'; readonly stockStatus: string }
  | { readonly is: 'none'; readonly title: string }
  | { readonly is: 'unknown' }
  | { readonly is: 'unknown-locale'; readonly locales: readonly string[] };

const places = (values: readonly unknown[]): string => values.map(() => '?').join(',');

const isWaitlistMail = (value: unknown): value is WaitlistMail =>
  (WAITLIST_MAILS as readonly unknown[]).includes(value);

/**
 * Who wants to know when an edition can be ordered: pending until confirmed, waiting, told, or gone. Those who wait longest
 * are told first, as many as there are copies.
 */
export const createWaitlist = (strapi: Strapi) => {
  const now = (trx: Executor) => trx.raw(dialectOf(strapi).now);

  const oldestUnconfirmed = (): string =>
    new Date(Date.now() - configOf(strapi).waitlist.confirmWithinDays * DAY).toISOString();

  const placeUrl = (locale: string, token: string): string =>
    onSite(
      strapi,
      configOf(strapi)
        .waitlist.page.replaceAll('{locale}', encodeURIComponent(locale))
        .replaceAll('{token}', encodeURIComponent(token))
    );

  /** Has a material looked at again: somebody may have to be told. */
  const lookAgainAt = (trx: Executor, material: string): PromiseLike<unknown> =>
    trx(TABLES.changed).insert({ material });

  const toPlace = async (row: Row): Promise<Place> => {
    const material = String(row.material);
    const locale = String(row.locale);
    const desk = await serviceOf(strapi, 'catalogue').deskFor([material]);
    const title = desk.explain(material, locale)?.facts.version.title ?? null;
    // Of those who were told, that they were is kept without their address.
    return { state: row.erased_at ? 'gone' : String(row.state), material, locale, title };
  };

  const byToken = async (executor: Executor, token: string): Promise<Row | null> => {
    const row = (await executor(TABLES.waitlist).where({ token }).first()) as Row | undefined;
    if (!row || (row.state === 'pending' && String(row.created_at) < oldestUnconfirmed())) return null;
    return row;
  };

  /** Editions of some materials that somebody waits for, and how many can be told of each. */
  const findPlacesToTell = async (trx: Executor, materials: readonly string[]): Promise<Map<string, number>> => {
    const awaited = await rowsOf(
      trx,
      `SELECT s.document_id, s.availability, s.quantity FROM ${quotedStockTableOf(strapi)} s
       WHERE s.material IN (${places(materials)}) AND EXISTS (
         SELECT 1 FROM ${TABLES.waitlist} w WHERE w.stock_status = s.document_id AND w.state = 'waiting')`,
      materials
    );
    if (awaited.length === 0) return new Map();
    const ids = awaited.map((row) => String(row.document_id));
    // Since an edition could last not be ordered: who was told, and what was ordered.
    const since = `(SELECT COALESCE(MAX(x.booked_at), '') FROM ${TABLES.ledger} x WHERE x.stock_status = s.document_id
      AND (x.balance <= 0 OR x.availability NOT IN ${ORDERABLE_SQL}))`;
    const rows = await rowsOf(
      trx,
      `SELECT s.document_id,
         (SELECT COUNT(*) FROM ${TABLES.waitlist} w
          WHERE w.stock_status = s.document_id AND w.state = 'told' AND w.told_at > ${since}) AS told,
         (SELECT -COALESCE(SUM(l.delta), 0) FROM ${TABLES.ledger} l WHERE l.stock_status = s.document_id
          AND l.reason IN ('order', 'cancellation') AND l.booked_at > ${since}) AS ordered
       FROM ${quotedStockTableOf(strapi)} s WHERE s.document_id IN (${places(ids)})`,
      ids
    );
    const history = new Map(rows.map((row) => [String(row.document_id), row]));
    return new Map(
      awaited.map(({ document_id: id, availability, quantity }) => {
        const { told, ordered } = history.get(String(id)) ?? {};
        const supply = {
          availability: String(availability),
          quantity: quantity === null ? null : Number(quantity),
          told: Number(told ?? 0),
          ordered: Number(ordered ?? 0),
        };
        return [String(id), placesToTell(supply)] as const;
      })
    );
  };

  /** Those who wait for editions, each with their place in the queue, from 1. */
  const queueFor = (trx: Executor, stockStatuses: readonly string[]): Promise<Row[]> =>
    rowsOf(
      trx,
      `SELECT id, stock_status, material, locale,
         ROW_NUMBER() OVER (PARTITION BY stock_status ORDER BY confirmed_at, id) AS place
       FROM ${TABLES.waitlist} WHERE state = 'waiting' AND stock_status IN (${places(stockStatuses)})`,
      stockStatuses
    );

  /** Sold out again before the mail left: back to the same place, as if never called. */
  const putBack = async (row: Row): Promise<void> => {
    try {
      await inTransaction(strapi, async (trx) => {
        await trx(TABLES.waitlist).where({ id: row.id, state: 'told' }).update({ state: 'waiting', told_at: null });
        await lookAgainAt(trx, String(row.material));
      });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      // Asked for another place meanwhile: that one counts.
      await strapi.db.connection(TABLES.waitlist).where({ id: row.id }).update({ state: 'gone', email: null });
    }
  };

  const erase = async (executor: Executor, where: (query: ReturnType<Executor>) => void): Promise<number> => {
    const query = executor(TABLES.waitlist).whereNull('erased_at');
    where(query);
    return (await query.update({
      email: null,
      erased_at: new Date().toISOString(),
      state: strapi.db.connection.raw(`CASE state WHEN 'told' THEN 'told' ELSE 'gone' END`),
    })) as number;
  };

  return {
    /** Whether readers may wait for a material in a language. */
    async offerOf(material: string, locale: string): Promise<Offer> {
      const desk = await serviceOf(strapi, 'catalogue').deskFor([material]);
      const { locales } = desk.settings;
      if (!locales.includes(locale)) return { is: 'unknown-locale', locales };
      const found = desk.find(material, locale);
      const facts = desk.explain(material, locale)?.facts;
      if (!found || !facts) return { is: 'unknown' };
      const [stock] = found.action.waitlist
        ? await rowsOf(
            strapi.db.connection,
            `SELECT document_id FROM ${quotedStockTableOf(strapi)} WHERE material = ? AND COALESCE(edition, '') = ?`,
            [material, facts.edition?.edition ?? '']
          )
        : [];
      return stock
        ? { is: 'offered', stockStatus: String(stock.document_id) }
        : { is: 'none', title: facts.version.title };
    },

    /** Notes a place that is still to be confirmed, and sends a mail that asks for it; once for an address and an edition. */
    async join(wish: { material: string; locale: string; email: string; stockStatus: string }): Promise<void> {
      const { material, locale, email, stockStatus } = wish;
      const token = randomBytes(32).toString('base64url');
      await inTransaction(strapi, async (trx) => {
        await trx(TABLES.waitlist)
          .insert({ material, locale, stock_status: stockStatus, email, token, state: 'pending' })
          .onConflict()
          .ignore();
        const place = (await trx(TABLES.waitlist)
          .where({ stock_status: stockStatus })
          .whereIn('state', ['pending', 'waiting'])
          .whereRaw('LOWER(email) = LOWER(?)', [email])
          .first()) as Row | undefined;
        if (!place) return; // left at this very moment
        const isPending = place.state === 'pending';
        if (isPending)
          await trx(TABLES.waitlist)
            .where({ id: place.id })
            .update({ created_at: now(trx) });
        const mail: WaitlistMail = isPending ? 'confirm' : 'already';
        await serviceOf(strapi, 'outbox').add(trx, 'mail-waitlist', { place: place.id, mail });
      });
    },

    async find(token: string): Promise<Place | null> {
      const row = await byToken(strapi.db.connection, token);
      return row && toPlace(row);
    },

    /** From now on the place counts. Confirming twice is confirming once. */
    async confirm(token: string): Promise<Place | null> {
      const row = await inTransaction(strapi, async (trx) => {
        const place = await byToken(trx, token);
        if (place?.state !== 'pending') return place;
        await trx(TABLES.waitlist)
          .where({ id: place.id, state: 'pending' })
          .update({ state: 'waiting', confirmed_at: now(trx) });
        // Copies may have come before the confirmation did.
        await lookAgainAt(trx, String(place.material));
        return byToken(trx, token);
      });
      return row && toPlace(row);
    },

    /** Leaves the list and forgets the address. */
    async leave(token: string): Promise<Place | null> {
      const row = await byToken(strapi.db.connection, token);
      if (!row) return null;
      await erase(strapi.db.connection, (query) => void query.where({ id: row.id }));
      return toPlace({ ...row, erased_at: true });
    },

    /**
     * Calls those whose turn it is, in the transaction of the look that found copies: one server at a time, so each is
     * called once. Whether there still is a copy is asked again before the mail is sent.
     */
    async tell(trx: Executor, desk: Desk, materials: readonly string[]): Promise<void> {
      if (materials.length === 0) return;
      const toTell = await findPlacesToTell(trx, materials);
      const open = [...toTell].flatMap(([stockStatus, count]) => (count > 0 ? [stockStatus] : []));
      if (open.length === 0) return;
      const called = (await queueFor(trx, open)).filter(
        ({ stock_status: stockStatus, material, locale, place }) =>
          Number(place) <= (toTell.get(String(stockStatus)) ?? 0) &&
          desk.answer(String(material), String(locale)).type === 'order'
      );
      for (const some of inParts(called.map(({ id }) => id as number))) {
        const told = (await trx(TABLES.waitlist)
          .whereIn('id', some)
          .where({ state: 'waiting' })
          .update({ state: 'told', told_at: now(trx) })
          .returning('id')) as Row[];
        const messages = told.map(({ id }) => ({ place: id, mail: 'back' satisfies WaitlistMail }));
        if (messages.length > 0) await serviceOf(strapi, 'outbox').add(trx, 'mail-waitlist', ...messages);
      }
    },

    /** @throws what the provider throws; the outbox tries again, and everything is looked at again then */
    async sendMail({ place: id, mail }: Row): Promise<void> {
      if (!isWaitlistMail(mail)) throw new Error(`There is no mail “${String(mail)}”.`);
      const row = (await strapi.db.connection(TABLES.waitlist).where({ id }).first()) as Row | undefined;
      const expected = { confirm: 'pending', already: 'waiting', back: 'told' }[mail];
      if (!row || typeof row.email !== 'string' || row.state !== expected) return; // left, or told, meanwhile
      const material = String(row.material);
      const locale = String(row.locale);
      const desk = await serviceOf(strapi, 'catalogue').deskFor([material]);
      const action = desk.answer(material, locale);
      if (mail === 'back' && action.type !== 'order') return putBack(row);
      const title = desk.explain(material, locale)?.facts.version.title;
      if (title === undefined) return; // not published any more
      const letter = writeToWaiting(
        mail,
        {
          title,
          placeUrl: placeUrl(locale, String(row.token)),
          orderUrl: onSite(strapi, action.url ?? ''),
          days: configOf(strapi).waitlist.confirmWithinDays,
        },
        speechFor(locale)
      );
      await serviceOf(strapi, 'mails').send(row.email, letter);
    },

    /** Everything that the waitlist knows of an e-mail address. */
    async exportOf(email: string): Promise<Row[]> {
      const rows = (await strapi.db
        .connection(TABLES.waitlist)
        .whereRaw('LOWER(email) = LOWER(?)', [email])
        .orderBy('id')) as Row[];
      return rows.map((row) => ({
        material: row.material,
        locale: row.locale,
        email: row.email,
        state: row.state,
        createdAt: row.created_at,
        confirmedAt: row.confirmed_at,
        toldAt: row.told_at,
      }));
    },

    /** Forgets an e-mail address; who still waited does not any more. @returns how many places */
    eraseOf: (trx: Executor, email: string): Promise<number> =>
      erase(trx, (query) => void query.whereRaw('LOWER(email) = LOWER(?)', [email])),

    /** Forgets the addresses of those who were told before a moment. @returns how many */
    eraseToldBefore: (trx: Executor, moment: string): Promise<number> =>
      erase(trx, (query) => void query.where({ state: 'told' }).where('told_at', '<', moment)),

    /** Deletes places that nobody confirmed in time. @returns how many */
    forgetUnconfirmed: (): Promise<number> =>
      strapi.db
        .connection(TABLES.waitlist)
        .where({ state: 'pending' })
        .where('created_at', '<', oldestUnconfirmed())
        .delete() as unknown as Promise<number>,
  };
};
