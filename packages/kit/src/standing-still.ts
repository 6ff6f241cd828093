import type { Context } from 'koa';

import type { Strapi } from './strapi';

/**
 * What a plugin that is not set up, or wrongly, answers: 503 in Strapi's shape, code `not-set-up` (design, §7). What is missing is said to
 * administrators, in the log and in the settings, not here.
 *
 * @param message for whoever asks, in English: which plugin stands still
 */
export const answerNotSetUp = (ctx: Context, message: string): void => {
  ctx.status = 503;
  ctx.body = {
    data: null,
    error: { status: 503, name: 'ServiceUnavailableError', message, details: { code: 'not-set-up' } },
  };
};

type Handler = (ctx: Context) => unknown;

/**
 * Makes controllers whose handlers answer only while their plugin works.
 *
 * @param isSetUp asked anew at each request: set-up ends after the routes are made
 * @param message as {@link answerNotSetUp} takes it
 */
export const whileSetUp =
  (isSetUp: (strapi: Strapi) => boolean, message: string) =>
  <Handlers extends Readonly<Record<string, Handler>>>(
    strapi: Strapi,
    handlers: Handlers
  ): Record<keyof Handlers, Handler> =>
    Object.fromEntries(
      Object.entries(handlers).map(([name, handle]) => [
        name,
        (ctx: Context): unknown => (isSetUp(strapi) ? handle.call(handlers, ctx) : answerNotSetUp(ctx, message)),
      ])
    ) as Record<keyof Handlers, Handler>;
