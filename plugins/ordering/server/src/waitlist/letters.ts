import { isEnded, WAITLIST_MAILS, writeToWaiting, type WaitlistMail } from '../../../domain/waitlist';
import { speechFor } from '../../../domain/speech';
import { TABLES } from '../database';
import { configOf, inTransaction, isUniqueViolation, onSite, serviceOf, type Row, type Strapi } from '../strapi';
import type { Places } from './places';

/** The state that a place must be in, for a mail to be true. */
const EXPECTED: Readonly<Record<WaitlistMail, string>> = {
  confirm: 'pending',
  already: 'waiting',
  back: 'told',
  ended: 'told',
};

const isWaitlistMail = (value: unknown): value is WaitlistMail =>
  (WAITLIST_MAILS as readonly unknown[]).includes(value);

/** The mails to those who wait. What they say is asked again before they leave. */
export const createLetters = (strapi: Strapi, { erase, lookAgainAt }: Places) => {
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

  return {
    /** @throws what the provider throws; the outbox tries again, and everything is looked at again then */
    async sendMail({ place: id, mail }: Row): Promise<void> {
      if (!isWaitlistMail(mail)) throw new Error(`There is no mail “${String(mail)}”.`);
      const row = (await strapi.db.connection(TABLES.waitlist).where({ id }).first()) as Row | undefined;
      if (!row || typeof row.email !== 'string' || row.state !== EXPECTED[mail]) return; // left, or told, meanwhile
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
  };
};
