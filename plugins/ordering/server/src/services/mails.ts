import { preparedRows } from '@inprint/kit/prepared';

import {
  READER_MAILS,
  writeToReader,
  writeToShipper,
  type Letter,
  type MailedOrder,
  type ReaderMail,
} from '../../../domain/mail';
import { speechFor } from '../../../domain/speech';
import { TABLES } from '../database';
import { configOf, onSite, textOf, type Row, type Strapi } from '../strapi';

/** The lines of an order, each with what its mail says of the whole. */
const ORDER_WITH_LINES = `
  SELECT o.number, o.token, o.locale, o.name, o.email, o.fee_amount, o.fee_currency, o.tracking, l.title, l.quantity
  FROM ${TABLES.orders} o JOIN ${TABLES.lines} l ON l.order_id = o.id WHERE o.number = ? ORDER BY l.position`;

const isReaderMail = (value: unknown): value is ReaderMail => (READER_MAILS as readonly unknown[]).includes(value);

/** Writes and sends mails through Strapi's e-mail plugin, whatever provider it has. */
export const createMails = (strapi: Strapi) => {
  /** @param leaveUrl where a mail program can leave the list that this mail is of, by a POST */
  const send = (to: string, letter: Letter, leaveUrl?: string): Promise<void> => {
    const headers = leaveUrl
      ? { 'List-Unsubscribe': `<${leaveUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
      : {};
    return strapi
      .plugin('email')
      .service('email')
      .send({ to, ...letter, headers }) as Promise<void>;
  };

  const statusUrlOf = (token: string, locale: string): string | null => {
    const { statusPage } = configOf(strapi);
    if (statusPage === '') return null;
    const page = statusPage
      .replaceAll('{token}', encodeURIComponent(token))
      .replaceAll('{locale}', encodeURIComponent(locale));
    return onSite(strapi, page);
  };

  return {
    /** @throws what the provider throws */
    send,

    /** @throws what the provider throws; the outbox tries again */
    async sendToReader({ order: number, mail }: Row): Promise<void> {
      if (!isReaderMail(mail)) throw new Error(`There is no mail “${String(mail)}”.`);
      const lines = await preparedRows(strapi, ORDER_WITH_LINES, [number]);
      const [order] = lines;
      if (!order || typeof order.email !== 'string') return; // erased meanwhile: nobody is left to tell
      const told: MailedOrder = {
        number: String(order.number),
        name: String(order.name),
        lines: lines.map(({ title, quantity }) => ({ title: String(title), quantity: Number(quantity) })),
        fee: order.fee_amount ? { amount: String(order.fee_amount), currency: String(order.fee_currency) } : null,
        tracking: textOf(order.tracking),
        statusUrl: statusUrlOf(String(order.token), String(order.locale)),
      };
      await send(order.email, writeToReader(mail, told, speechFor(String(order.locale))));
    },

    /** @throws what the provider throws; the outbox tries again */
    async sendToShipper({ order: number }: Row): Promise<void> {
      const { shipper, shipperLocale } = configOf(strapi).mail;
      if (shipper) await send(shipper, writeToShipper({ number: String(number) }, speechFor(shipperLocale)));
    },
  };
};
