import { randomBytes } from 'node:crypto';

import { databaseNow } from '@inprint/kit/database/clock';

import type { WaitlistMail } from '../../../domain/waitlist';
import { TABLES } from '../database';
import { inTransaction, quotedStockTableOf, rowsOf, serviceOf, type Executor, type Row, type Strapi } from '../strapi';
import { createCalling } from './calling';
import { createLetters } from './letters';
import { createPlaces } from './places';

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

/**
 * Who wants to know when readers of a language can order a material: pending until confirmed, waiting, told, or gone. Those who
 * wait longest are told first, as many as there are copies, whichever record counts these by then.
 */
export const createWaitlist = (strapi: Strapi) => {
  const rows = createPlaces(strapi);
  const { now, oldestUnconfirmed, lookAgainAt, byToken, erase } = rows;
  const { tell } = createCalling(strapi, rows);
  const { sendMail } = createLetters(strapi, rows);

  const toPlace = async (row: Row): Promise<Place> => {
    const material = String(row.material);
    const locale = String(row.locale);
    const desk = await serviceOf(strapi, 'catalogue').resolverFor([material]);
    const title = desk.explain(material, locale)?.facts.version.title ?? null;
    // Of those who were told, that they were is kept without their address.
    return { state: row.erased_at ? 'gone' : String(row.state), material, locale, title };
  };

  return {
    /** Whether readers may wait for a material in a language. */
    async offerOf(material: string, locale: string): Promise<Offer> {
      const desk = await serviceOf(strapi, 'catalogue').resolverFor([material]);
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
          .where({ material, locale })
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

    tell,
    sendMail,

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

    /** Deletes places whose address was erased before a moment. @returns how many */
    forgetErasedBefore: (trx: Executor, moment: string): Promise<number> =>
      trx(TABLES.waitlist).where('erased_at', '<', moment).delete() as unknown as Promise<number>,

    /** Deletes places that nobody confirmed in time. @returns how many */
    forgetUnconfirmed: async (): Promise<number> =>
      strapi.db
        .connection(TABLES.waitlist)
        .where({ state: 'pending' })
        .where('created_at', '<', oldestUnconfirmed(await databaseNow(strapi)))
        .delete() as unknown as Promise<number>,
  };
};
