import type { Context } from 'koa';

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
 * A controller whose handlers answer only while the plugin works.
 *
 * @param isSetUp asked anew at each request: set-up ends after the routes are made
 */
export const whileSetUp = <Handlers extends Readonly<Record<string, Handler>>>(
  isSetUp: () => boolean,
  message: string,
  handlers: Handlers
): Record<keyof Handlers, Handler> =>
  Object.fromEntries(
    Object.entries(handlers).map(([name, handle]) => [
      name,
      (ctx: Context): unknown => (isSetUp() ? handle.call(handlers, ctx) : answerNotSetUp(ctx, message)),
    ])
  ) as Record<keyof Handlers, Handler>;
