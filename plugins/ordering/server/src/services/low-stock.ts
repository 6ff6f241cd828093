import { availabilityOf } from '@inprint/kit/neighbours';
import { places } from '@inprint/kit/transactions';

import { writeOfLowStock, type LowEdition } from '../../../domain/mail';
import { speechFor } from '../../../domain/speech';
import { TABLES } from '../database';
import {
  configOf,
  inTransaction,
  quotedStockTableOf,
  rowsOf,
  serviceOf,
  textOf,
  withRetry,
  type Row,
  type Strapi,
} from '../strapi';

/** Editions that one mail names. */
const AT_ONCE = 100;

/** Tells staff by mail which editions run low: once, and again only after there were more. */
export const createLowStock = (strapi: Strapi) => ({
  /** Notes which editions run low since the last look; what is new becomes one mail. @returns how many are new */
  async look(): Promise<number> {
    if (configOf(strapi).mail.stock === '') return 0;
    const stock = quotedStockTableOf(strapi);
    const { sql, bindings } = availabilityOf(strapi, 'lowStock').condition('s');
    const low = `SELECT s.document_id FROM ${stock} s WHERE ${sql}`;
    return withRetry(strapi, () =>
      inTransaction(strapi, async (trx) => {
        await rowsOf(trx, `DELETE FROM ${TABLES.lowStock} WHERE stock_status NOT IN (${low})`, bindings);
        // Of several servers, the one that writes a row first tells of it.
        const added = await rowsOf(
          trx,
          `INSERT INTO ${TABLES.lowStock} (stock_status) ${low} AND s.document_id NOT IN
             (SELECT t.stock_status FROM ${TABLES.lowStock} t) ORDER BY s.id LIMIT ${AT_ONCE}
           ON CONFLICT (stock_status) DO NOTHING RETURNING stock_status`,
          bindings
        );
        if (added.length > 0) {
          const stockStatuses = added.map((row) => String(row.stock_status));
          await serviceOf(strapi, 'outbox').add(trx, 'mail-low-stock', { stockStatuses });
        }
        return added.length;
      })
    );
  },

  /** @throws what the provider throws; the outbox tries again */
  async sendMail({ stockStatuses }: Row): Promise<void> {
    const { stock: to, shipperLocale } = configOf(strapi).mail;
    const ids = Array.isArray(stockStatuses) ? stockStatuses.map(String) : [];
    if (to === '' || ids.length === 0) return;
    const rows = await rowsOf(
      strapi.db.connection,
      `SELECT document_id, material, edition, order_number, quantity FROM ${quotedStockTableOf(strapi)}
       WHERE document_id IN (${places(ids)}) ORDER BY quantity, id`,
      ids
    );
    if (rows.length === 0) return; // deleted meanwhile
    const found = await availabilityOf(strapi, 'materials').titlesOf(rows.map(({ material }) => String(material)));
    const titles = new Map(found.map(({ documentId, title }) => [documentId, title]));
    const editions = rows.map((row): LowEdition => ({
      title: titles.get(String(row.material)) ?? String(row.material),
      edition: textOf(row.edition),
      orderNumber: textOf(row.order_number),
      copies: Number(row.quantity),
    }));
    const desk = `${String(strapi.config.get('admin.absoluteUrl') ?? '/admin').replace(/\/$/, '')}/plugins/availability?sort=quantity&order=ASC&states=in-stock`;
    await serviceOf(strapi, 'mails').send(to, writeOfLowStock(editions, desk, speechFor(shipperLocale)));
  },
});
