import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import { clientOf } from '../../../domain/client';
import { speechFor } from '../../../domain/speech';
import { parseWaiting } from '../../../domain/waitlist';
import { dataOf, refuse } from '../controllers/reading-body';
import { serviceOf, type Strapi } from '../strapi';
import type { Place } from './service';

/** Bytes: an address and two short texts. */
const LARGEST = 4096;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The routes of the waitlist. None tells who is on it: only who got the mail knows the token. */
export const createWaitlistController = (strapi: Strapi) => {
  const limit = async (ctx: Context): Promise<void> => {
    const seconds = await serviceOf(strapi, 'limits').secondsToWait('waiting', clientOf(ctx.ip));
    if (seconds === null) return;
    ctx.set('Retry-After', String(seconds));
    throw new errors.RateLimitError(`Too many requests from here. Try again in ${seconds} seconds.`);
  };

  const answer = async (ctx: Context, ask: (token: string) => Promise<Place | null>): Promise<void> => {
    ctx.set('Cache-Control', 'no-store');
    const token = String(ctx.params.token);
    const place = TOKEN.test(token) ? await ask(token) : null;
    if (!place) {
      throw new errors.NotFoundError(
        'There is no place under this address (any more). Ask for one on the page of the material.'
      );
    }
    ctx.body = { data: place };
  };

  return {
    /** `POST /api/waitlist`: the same answer whether the address is on the list, new, or gets no more mails today. */
    async join(ctx: Context): Promise<void> {
      ctx.set('Cache-Control', 'no-store');
      await limit(ctx);
      const parsed = parseWaiting(dataOf(ctx, LARGEST));
      if (!parsed.ok) return refuse(parsed.problems, ['data']);
      const { material, locale, email } = parsed.value;
      const { say, list } = speechFor(locale);
      const waitlist = serviceOf(strapi, 'waitlist');
      const offer = await waitlist.offerOf(material, locale);
      if (offer.is === 'unknown-locale') {
        return refuse([
          { path: ['data', 'locale'], message: say('waitlist.locale', { locales: list(offer.locales) }) },
        ]);
      }
      if (offer.is === 'unknown') throw new errors.NotFoundError(say('unfilled.unknown'));
      if (offer.is === 'none') {
        return refuse([{ path: ['data', 'material'], message: say('waitlist.not-offered', { title: offer.title }) }]);
      }
      const isTooMuch = await serviceOf(strapi, 'limits').secondsToWait('waitingAddress', email.toLowerCase());
      if (isTooMuch === null) await waitlist.join({ material, locale, email, stockStatus: offer.stockStatus });
      ctx.status = 202;
      ctx.body = { data: { message: say('waitlist.noted') } };
    },

    /** `GET /api/waitlist/:token` changes nothing: programs that look into mails follow links. */
    findOne: (ctx: Context): Promise<void> => answer(ctx, (token) => serviceOf(strapi, 'waitlist').find(token)),

    /** `POST /api/waitlist/:token/confirm` */
    confirm: (ctx: Context): Promise<void> => answer(ctx, (token) => serviceOf(strapi, 'waitlist').confirm(token)),

    /** `POST /api/waitlist/:token/leave` */
    leave: (ctx: Context): Promise<void> => answer(ctx, (token) => serviceOf(strapi, 'waitlist').leave(token)),
  };
};
