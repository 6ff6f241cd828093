import { answerNotSetUp, whileSetUp } from '@inprint/kit/standing-still';
import type { Context } from 'koa';

import { isReady } from './setup';
import type { Strapi } from './strapi';

const MESSAGE =
  'The plugin “availability” is not set up yet. Administrators find what is missing in the log and in the settings.';

export const answerNotReady = (ctx: Context): void => answerNotSetUp(ctx, MESSAGE);

/** A controller whose handlers answer only where the plugin works. */
export const whenReady = <Handlers extends Readonly<Record<string, (ctx: Context) => unknown>>>(
  strapi: Strapi,
  handlers: Handlers
): Record<keyof Handlers, (ctx: Context) => unknown> => whileSetUp(() => isReady(strapi), MESSAGE, handlers);
