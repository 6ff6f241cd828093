import { places } from '@inprint/kit/transactions';

import { isEnded, placesToTell, type WaitlistMail } from '../../../domain/waitlist';
import { ORDERABLE_SQL, TABLES } from '../database';
import type { ActionResolver } from '../services/catalogue';
import {
  configOf,
  inParts,
  numberOf,
  rowsOf,
  serviceOf,
  quotedStockTableOf,
  textOf,
  type Executor,
  type Row,
  type Strapi,
} from '../strapi';
import type { Places } from './places';

/** An edition that readers of some languages can order now. */
interface Orderable {
  readonly stockStatus: string;
  readonly material: string;
  readonly locales: readonly string[];
  readonly availability: string;
  readonly quantity: number | null;
}

/** Who is told, and when: those who wait longest, as many as there are copies. */
export const createCalling = (strapi: Strapi, { now, erase }: Places) => {
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

  return {
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
  };
};
