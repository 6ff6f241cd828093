import type { ReaderMail } from '../../../domain/mail';
import { configOf, type Strapi } from '../strapi';
import type { NewOrder } from './writing';

/** The mails that are to be sent of a new order, as the outbox keeps them. */
export const messagesOf = (strapi: Strapi, { number }: NewOrder): readonly { kind: string; payload: string }[] => {
  const toReader = { order: number, mail: 'received' satisfies ReaderMail };
  const toShipper = { kind: 'mail-shipper', payload: JSON.stringify({ order: number }) };
  return [
    { kind: 'mail-reader', payload: JSON.stringify(toReader) },
    ...(configOf(strapi).mail.shipper ? [toShipper] : []),
  ];
};
