import { randomBytes, randomInt } from 'node:crypto';

import type { Taken } from '../../../domain/committed';
import type { ReaderMail } from '../../../domain/mail';
import type { Recipient } from '../../../domain/order-input';
import { TABLES } from '../database';
import { configOf, serviceOf, type Executor, type Row, type Strapi } from '../strapi';
import type { StoredAnswer } from './answer';
import type { WantedLine } from './wanted-lines';

/** Letters and digits that are not mistaken for each other when read out on the phone. */
const NUMBER_LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** An order's number, for people, and the secret that shows it to whoever placed it. */
export const newNames = (): { readonly number: string; readonly token: string } => {
  const letters = Array.from({ length: 8 }, () => NUMBER_LETTERS[randomInt(NUMBER_LETTERS.length)]).join('');
  return {
    number: `${letters.slice(0, 4)}-${letters.slice(4)}`,
    token: randomBytes(32).toString('base64url'),
  };
};

/** An order that is taken, with everything that is written down of it. */
export interface NewOrder {
  readonly number: string;
  readonly token: string;
  readonly lines: readonly WantedLine[];
  readonly recipient: Recipient;
  readonly recipientKey: string;
  readonly locale: string;
}

/** 201. */
export const accepted = (strapi: Strapi, { number, token, lines }: NewOrder): StoredAnswer => ({
  status: 201,
  body: {
    data: {
      number,
      token,
      state: 'received',
      fee: configOf(strapi).rules.fee,
      lines: lines.map(({ material, locale, title, quantity, stock }) => ({
        material,
        locale,
        title,
        orderNumber: stock?.orderNumber ?? null,
        quantity,
      })),
    },
  },
});

/** The columns of an address. */
export const addressColumns = (recipient: Recipient): Row => ({
  name: recipient.name,
  organisation: recipient.organisation ?? null,
  street: recipient.street,
  postal_code: recipient.postalCode ?? null,
  city: recipient.city,
  country: recipient.country,
  email: recipient.email,
});

/** Writes an order down, with what happened and the mails that are to be sent. */
export const insertOrder = async (
  strapi: Strapi,
  trx: Executor,
  { number, token, lines, recipient, recipientKey, locale }: NewOrder,
  taken: ReadonlyMap<number, Taken>
): Promise<void> => {
  const { rules, mail } = configOf(strapi);
  const [order] = (await trx(TABLES.orders)
    .insert({
      number,
      token,
      state: 'received',
      locale,
      ...addressColumns(recipient),
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
      counted: taken.get(index),
    }))
  );
  await trx(TABLES.events).insert({ order_id: orderId, state: 'received', who: 'reader' });
  const outbox = serviceOf(strapi, 'outbox');
  await outbox.add(trx, 'mail-reader', { order: number, mail: 'received' satisfies ReaderMail });
  if (mail.shipper) await outbox.add(trx, 'mail-shipper', { order: number });
};
