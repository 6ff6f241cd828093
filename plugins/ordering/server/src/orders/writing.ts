import { randomBytes, randomInt } from 'node:crypto';

import type { Recipient } from '../../../domain/order-input';
import { configOf, type Row, type Strapi } from '../strapi';
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
  /** The key that it was sent under, and what stands for what was sent. */
  readonly key: string;
  readonly bodyHash: string;
  readonly number: string;
  readonly token: string;
  readonly lines: readonly WantedLine[];
  readonly recipient: Recipient;
  readonly recipientKey: string;
  readonly locale: string;
  /** What is answered once it is taken. */
  readonly answer: StoredAnswer;
}

/** 201. */
export const accepted = (strapi: Strapi, { number, token, lines }: Omit<NewOrder, 'answer'>): StoredAnswer => ({
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
