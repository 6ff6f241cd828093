import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import { clientOf } from '../../../domain/client';
import { speechFor, type Speech } from '../../../domain/speech';
import { parseWaiting } from '../../../domain/waitlist';
import { turnAway } from '../controllers/limiting';
import { dataOf, partOf, refuse, refuseInWords } from '../controllers/reading-body';
import { serviceOf, type Strapi } from '../strapi';
import type { Place } from './service';

/** Bytes: an address and two short texts. */
const LARGEST = 4096;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The routes of the waitlist. None tells who is on it: only who got the mail knows the token. */
export const createWaitlistController = (strapi: Strapi) => {
  const limit = async (ctx: Context, speech: Speech): Promise<void> =>
    turnAway(ctx, await serviceOf(strapi, 'limits').secondsToWait('waiting', clientOf(ctx.ip)), speech);

  /** The language that is asked for, else that of the place. */
  const speechOf = (ctx: Context, data?: unknown): Speech => {
    const asked = ctx.query.locale ?? partOf(data, 'locale');
    return speechFor(typeof asked === 'string' ? asked.slice(0, 20) : 'en');
  };

  const answer = async (ctx: Context, ask: (token: string) => Promise<Place | null>): Promise<void> => {
    ctx.set('Cache-Control', 'no-store');
    const token = String(ctx.params.token);
    const place = TOKEN.test(token) ? await ask(token) : null;
    if (!place) throw new errors.NotFoundError(speechOf(ctx).say('problem.no-place'), { code: 'no-place' });
    ctx.body = { data: place };
  };

  return {
    /** `POST /api/waitlist`: the same answer whether the address is on the list, new, or gets no more mails today. */
    async join(ctx: Context): Promise<void> {
      ctx.set('Cache-Control', 'no-store');
      await limit(ctx, speechOf(ctx));
      const data = dataOf(ctx, LARGEST, speechOf(ctx));
      const speech = speechOf(ctx, data);
      const parsed = parseWaiting(data);
      if (!parsed.ok) return refuse(parsed.problems, speech);
      const { material, locale, email } = parsed.value;
      const waitlist = serviceOf(strapi, 'waitlist');
      const offer = await waitlist.offerOf(material, locale);
      if (offer.is === 'unknown-locale') {
        const values = { locales: offer.locales.join(', ') };
        return refuse([{ path: ['locale'], code: 'unknown-locale', values }], speech);
      }
      if (offer.is === 'unknown') throw new errors.NotFoundError(speech.say('unfilled.unknown'), { code: 'unknown' });
      if (offer.is === 'none') {
        const message = speech.say('waitlist.not-offered', { title: offer.title });
        return refuseInWords([{ path: ['material'], code: 'not-offered', message }]);
      }
      const isTooMuch = await serviceOf(strapi, 'limits').secondsToWait('waitingAddress', email.toLowerCase());
      if (isTooMuch === null) await waitlist.join({ material, locale, email, stockStatus: offer.stockStatus });
      ctx.status = 202;
      ctx.body = { data: { message: speech.say('waitlist.noted') } };
    },

    /** `GET /api/waitlist/:token` changes nothing: programs that look into mails follow links. */
    findOne: (ctx: Context): Promise<void> => answer(ctx, (token) => serviceOf(strapi, 'waitlist').find(token)),

    /** `POST /api/waitlist/:token/confirm` */
    confirm: (ctx: Context): Promise<void> => answer(ctx, (token) => serviceOf(strapi, 'waitlist').confirm(token)),

    /** `POST /api/waitlist/:token/leave` */
    leave: (ctx: Context): Promise<void> => answer(ctx, (token) => serviceOf(strapi, 'waitlist').leave(token)),
  };
};
