import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

import type { Context } from 'koa';

import { validate } from './validators';

type Encoding = 'br' | 'gzip' | 'identity';

const readScript = (): Readonly<Record<Encoding, Buffer>> => {
  const identity = readFileSync(join(__dirname, '../web/material-action.js'));
  return {
    identity,
    gzip: gzipSync(identity, { level: 9 }),
    br: brotliCompressSync(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }),
  };
};

/** Browsers name gzip first, and mean no order by it. */
const encodingFor = (ctx: Context): Encoding =>
  (['br', 'gzip'] as const).find((encoding) => ctx.acceptsEncodings(encoding)) ?? 'identity';

/** Sends `<material-action>`'s script as small as the browser can take it; compressed once. */
export const createScriptSender = () => {
  let script: ReturnType<typeof readScript> | null = null;
  return (ctx: Context): void => {
    script ??= readScript();
    const encoding = encodingFor(ctx);
    ctx.vary('Accept-Encoding');
    ctx.type = 'text/javascript';
    ctx.set('Cache-Control', 'public, max-age=300');
    if (encoding !== 'identity') ctx.set('Content-Encoding', encoding);
    ctx.body = script[encoding];
    validate(ctx);
  };
};
