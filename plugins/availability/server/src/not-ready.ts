import { answerNotSetUp, whileSetUp } from '@inprint/kit/standing-still';
import type { Context } from 'koa';

import { isReady } from './setup';

const MESSAGE =
  'The plugin “availability” is not set up yet. Administrators find what is missing in the log and in the settings.';

export const answerNotReady = (ctx: Context): void => answerNotSetUp(ctx, MESSAGE);

/** A controller whose handlers answer only where the plugin works. */
export const whenReady = whileSetUp(isReady, MESSAGE);
