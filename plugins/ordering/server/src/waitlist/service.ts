import { places } from '@inprint/kit/transactions';
import { randomBytes } from 'node:crypto';

import { dialectOf } from '@inprint/kit/database/dialect';

import { speechFor } from '../../../domain/speech';
import { isEnded, placesToTell, WAITLIST_MAILS, writeToWaiting, type WaitlistMail } from '../../../domain/waitlist';
import { ORDERABLE_SQL, TABLES } from '../database';
import type { ActionResolver } from '../services/catalogue';
import {
  configOf,
  inParts,
  inTransaction,
  isUniqueViolation,
  numberOf,
  onSite,
  rowsOf,
  serviceOf,
  quotedStockTableOf,
  textOf,
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

/** An edition that readers of some languages can order now. */
interface Orderable {
  readonly stockStatus: string;
  readonly material: string;
  readonly locales: readonly string[];
  readonly availability: string;
  readonly quantity: number | null;
}

/** Whether readers may wait for an edition. */
export type Offer =
  | { readonly is: 'offered'; readonly stockStatus: string }
  | { readonly is: 'none'; readonly title: string }
  | { readonly is: 'unknown' }
  | { readonly is: 'unknown-locale'; readonly locales: readonly string[] };

const isWaitlistMail = (value: unknown): value is WaitlistMail =>
  (WAITLIST_MAILS as readonly unknown[]).includes(value);

/**
 * Who wants to know when readers of a language can order a material: pending until confirmed, waiting, told, or gone. Those who
 * wait longest are told first, as many as there are copies, whichever record counts these by then.
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

  /** Mail programs leave the list here by a single click (RFC 8058). */
  const leaveUrl = (token: string): string =>
    `${String(strapi.config.get('server.absoluteUrl') ?? '').replace(/\/$/, '')}/api/waitlist/${token}/leave`;

  /** Has a material looked at again: somebody may have to be told. */
  const lookAgainAt = (trx: Executor, material: string): PromiseLike<unknown> =>
    trx(TABLES.changed).insert({ material });

  const toPlace = async (row: Row): Promise<Place> => {
    const material = String(row.material);
    const locale = String(row.locale);
    const desk = await serviceOf(strapi, 'catalogue').resolverFor([material]);
    const title = desk.explain(material, locale)?.facts.version.title ?? null;
    // Of those who were told, that they were is kept without their address.
    return { state: row.erased_at ? 'gone' : String(row.state), material, locale, title };
  };

  const byToken = async (executor: Executor, token: string): Promise<Row | null> => {
    const row = (await executor(TABLES.waitlist).where({ token }).first()) as Row | undefined;
    if (!row || (row.state === 'pending' && String(row.created_at) < oldestUnconfirmed())) return null;
    return row;
  };

  /** The materials and languages that somebody waits for. */
  const awaited = (trx: Executor, materials: readonly string[]): Promise<Row[]> =>
    rowsOf(
      trx,
      `SELECT DISTINCT material, locale FROM ${TABLES.waitlist} WHERE state = 'waiting' AND material IN (${places(materials)})`,
      materials
    );

  /** The editions that readers can order now in the languages that somebody waits for. */
  const findOffers = async (trx: Executor, desk: ActionResolver, waiting: readonly Row[]): Promise<Orderable[]> => {
    const wanted = waiting.filter(
      ({ material, locale }) => desk.answer(String(material), String(locale)).type === 'order'
    );
    if (wanted.length === 0) return [];
    const materials = [...new Set(wanted.map(({ material }) => String(material)))];
    const rows = await rowsOf(
      trx,
      `SELECT document_id, material, edition, availability, quantity FROM ${quotedStockTableOf(strapi)}
       WHERE material IN (${places(materials)})`,
      materials
    );
    return rows.flatMap((row) => {
      const locales = wanted
        .filter(({ material }) => material === row.material)
        .map(({ locale }) => String(locale))
        .filter((locale) => {
          const edition = desk.explain(String(row.material), locale)?.facts.edition;
          return edition !== undefined && edition !== null && edition.edition === textOf(row.edition);
        });
      return locales.length === 0
        ? []
        : [
            {
              stockStatus: String(row.document_id),
              material: String(row.material),
              locales,
              availability: String(row.availability),
              quantity: numberOf(row.quantity),
            },
          ];
    });
  };

  /** How many can be told of each edition: as many as there are copies that nobody was told of. */
  const findPlacesToTell = async (trx: Executor, offers: readonly Orderable[]): Promise<Map<string, number>> => {
    const ids = offers.map(({ stockStatus }) => stockStatus);
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
      offers.map(({ stockStatus, availability, quantity }) => {
        const { told, ordered } = history.get(stockStatus) ?? {};
        const supply = { availability, quantity, told: Number(told ?? 0), ordered: Number(ordered ?? 0) };
        return [stockStatus, placesToTell(supply)] as const;
      })
    );
  };

  /** Those whose turn it is, the longest waiting first. Who waits in two languages is one of them, once. */
  const queueFor = async (
    trx: Executor,
    { material, locales }: Orderable,
    count: number
  ): Promise<{ called: number[]; doubled: number[] }> => {
    const rows = await rowsOf(
      trx,
      `SELECT id, LOWER(email) AS email FROM ${TABLES.waitlist}
       WHERE state = 'waiting' AND material = ? AND locale IN (${places(locales)}) ORDER BY confirmed_at, id`,
      [material, ...locales]
    );
    const called = new Map<string, number>();
    const doubled: number[] = [];
    for (const { id, email } of rows) {
      if (called.has(String(email))) doubled.push(Number(id));
      else if (called.size < count) called.set(String(email), Number(id));
    }
    return { called: [...called.values()], doubled };
  };

  /** Notes that people are told, and what. @returns their places that were still waiting */
  const noteTold = async (trx: Executor, ids: readonly number[], change: Row): Promise<Row[]> => {
    const told: Row[] = [];
    for (const some of inParts(ids)) {
      const rows = (await trx(TABLES.waitlist)
        .whereIn('id', [...some])
        .where({ state: 'waiting' })
        .update({ state: 'told', told_at: now(trx), ...change })
        .returning('id')) as Row[];
      told.push(...rows);
    }
    return told;
  };

  const send = async (trx: Executor, told: readonly Row[], mail: WaitlistMail, afterSeconds = 0): Promise<void> => {
    for (const some of inParts(told)) {
      const messages = some.map(({ id }) => ({ place: id, mail }));
      if (messages.length > 0)
        await serviceOf(strapi, 'outbox').addLater(trx, 'mail-waitlist', afterSeconds, ...messages);
    }
  };

  /** Tells those who wait for what will never come, a while later: until then somebody may notice a slip. */
  const tellOfEnd = async (trx: Executor, desk: ActionResolver, waiting: readonly Row[]): Promise<void> => {
    for (const { material, locale } of waiting) {
      if (!isEnded(desk.answer(String(material), String(locale)).availability)) continue;
      const rows = (await trx(TABLES.waitlist).where({ state: 'waiting', material, locale }).select('id')) as Row[];
      const told = await noteTold(
        trx,
        rows.map(({ id }) => Number(id)),
        {}
      );
      await send(trx, told, 'ended', configOf(strapi).waitlist.endedAfterMinutes * 60);
    }
  };

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

    /**
     * Calls those whose turn it is, in the transaction of the look that found copies: one server at a time, so each is
     * called once. Whether there still is a copy is asked again before the mail is sent.
     */
    async tell(trx: Executor, desk: ActionResolver, materials: readonly string[]): Promise<void> {
      if (materials.length === 0) return;
      const waiting = await awaited(trx, materials);
      if (waiting.length === 0) return;
      await tellOfEnd(trx, desk, waiting);
      const offers = await findOffers(trx, desk, waiting);
      if (offers.length === 0) return;
      const toTell = await findPlacesToTell(trx, offers);
      for (const offer of offers) {
        const { called, doubled } = await queueFor(trx, offer, toTell.get(offer.stockStatus) ?? 0);
        await send(trx, await noteTold(trx, called, { stock_status: offer.stockStatus }), 'back');
        if (doubled.length > 0) await erase(trx, (query) => void query.whereIn('id', doubled));
      }
    },

    /** @throws what the provider throws; the outbox tries again, and everything is looked at again then */
    async sendMail({ place: id, mail }: Row): Promise<void> {
      if (!isWaitlistMail(mail)) throw new Error(`There is no mail “${String(mail)}”.`);
      const row = (await strapi.db.connection(TABLES.waitlist).where({ id }).first()) as Row | undefined;
      const expected = { confirm: 'pending', already: 'waiting', back: 'told', ended: 'told' }[mail];
      if (!row || typeof row.email !== 'string' || row.state !== expected) return; // left, or told, meanwhile
      const material = String(row.material);
      const locale = String(row.locale);
      const desk = await serviceOf(strapi, 'catalogue').resolverFor([material]);
      const action = desk.answer(material, locale);
      if (mail === 'back' && action.type !== 'order') return putBack(row);
      if (mail === 'ended' && !isEnded(action.availability)) return putBack(row);
      const title = desk.explain(material, locale)?.facts.version.title;
      if (title === undefined) return; // not published any more
      const letter = writeToWaiting(
        mail,
        {
          title,
          placeUrl: placeUrl(locale, String(row.token)),
          orderUrl: onSite(strapi, action.url ?? ''),
          action: action.type,
          days: configOf(strapi).waitlist.confirmWithinDays,
        },
        speechFor(locale)
      );
      await serviceOf(strapi, 'mails').send(row.email, letter, leaveUrl(String(row.token)));
      if (mail === 'ended') await erase(strapi.db.connection, (query) => void query.where({ id: row.id }));
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

    /** Deletes places whose address was erased before a moment. @returns how many */
    forgetErasedBefore: (trx: Executor, moment: string): Promise<number> =>
      trx(TABLES.waitlist).where('erased_at', '<', moment).delete() as unknown as Promise<number>,

    /** Deletes places that nobody confirmed in time. @returns how many */
    forgetUnconfirmed: (): Promise<number> =>
      strapi.db
        .connection(TABLES.waitlist)
        .where({ state: 'pending' })
        .where('created_at', '<', oldestUnconfirmed())
        .delete() as unknown as Promise<number>,
  };
};
