import type { Context } from 'koa';

import { isReady } from './setup';
import type { Strapi } from './strapi';

/** Answers in Strapi's shape that the plugin stands still. What is missing is said to administrators, not here. */
export const answerNotReady = (ctx: Context): void => {
  const message =
    'The plugin “availability” is not set up yet. Administrators find what is missing in the log and in the settings.';
  ctx.status = 503;
  ctx.body = {
    data: null,
    error: { status: 503, name: 'ServiceUnavailableError', message, details: { code: 'not-set-up' } },
  };
};

type Handler = (ctx: Context) => unknown;

/** A controller whose handlers answer only where the plugin works. */
export const whenReady = <Handlers extends Readonly<Record<string, Handler>>>(
  strapi: Strapi,
  handlers: Handlers
): Record<keyof Handlers, Handler> =>
  Object.fromEntries(
    Object.entries(handlers).map(([name, handle]) => [
      name,
      (ctx: Context): unknown => (isReady(strapi) ? handle.call(handlers, ctx) : answerNotReady(ctx)),
    ])
  ) as Record<keyof Handlers, Handler>;
