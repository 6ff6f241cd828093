import type { Context } from 'koa';

import { inAskedLanguage, type Sentence } from './asked-language';

/** In seconds; unless it is said otherwise. */
const RETRY_AFTER = 5;

/** Answers 503 in the asker's language, with `Retry-After`, and with a code that programs know it by. */
export const answerUnavailable = (ctx: Context, code: string, sentence: Sentence, retryAfter = RETRY_AFTER): void => {
  ctx.status = 503;
  ctx.set('Retry-After', String(retryAfter));
  ctx.set('Cache-Control', 'no-store');
  ctx.body = {
    data: null,
    error: {
      status: 503,
      name: 'ServiceUnavailableError',
      message: inAskedLanguage(ctx, sentence),
      details: { code },
    },
  };
};
