import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

import type { Context } from 'koa';

import type { Holding } from './api';
import type { Asset } from './assets';
import { BASKET_COOKIE, BASKET_KEPT_FOR } from './basket';
import { wholePage } from './frame';
import type { Answer, View } from './view';

/** Smaller bodies fit in one packet anyway, in bytes. */
const WORTH_COMPRESSING = 1024;

const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

const compressors = {
  br: (body: Buffer): Promise<Buffer> => promisify(brotliCompress)(body, BROTLI),
  gzip: promisify(gzip),
} as const;

/** Nothing inline, nothing from elsewhere but pictures, which a media library may have on a host of its own. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: https:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** Browsers name gzip first, and mean no order by it. */
const encodingFor = (ctx: Context): 'br' | 'gzip' | 'identity' =>
  (['br', 'gzip'] as const).find((encoding) => ctx.acceptsEncodings(encoding)) ?? 'identity';

/** Has the reader these bytes already? Also where a browser insists on asking (`Cache-Control: no-cache`), unlike Koa's own `fresh`. */
const isKnown = (ctx: Context, etag: string): boolean =>
  ctx
    .get('If-None-Match')
    .split(',')
    .map((one) => one.trim().replace(/^W\//, ''))
    .some((one) => one === etag || one === '*');

/** Names the bytes; @returns whether that is all that there is to send */
const isUnchanged = (ctx: Context, etag: string): boolean => {
  ctx.set('ETag', etag);
  if (!isKnown(ctx, etag)) return false;
  ctx.status = 304;
  return true;
};

/** Says how long an answer may be kept, and by which keys it is forgotten. */
const hold = (ctx: Context, { cacheControl, keys }: Holding): void => {
  ctx.set('Cache-Control', cacheControl);
  for (const [name, value] of Object.entries(keys)) ctx.set(name, value);
};

/** Sends bytes with a validator, compressed where the browser can; 304 to whoever has them. */
const sendBody = async (ctx: Context, type: string, text: string, holding: () => Holding): Promise<void> => {
  const body = Buffer.from(text);
  ctx.type = type;
  ctx.vary('Accept-Encoding');
  const encoding = body.length < WORTH_COMPRESSING ? 'identity' : encodingFor(ctx);
  if (holding().cacheControl !== 'no-store') {
    const digest = createHash('sha256').update(body).digest('base64url').slice(0, 27);
    if (isUnchanged(ctx, encoding === 'identity' ? `"${digest}"` : `"${digest}-${encoding}"`)) {
      hold(ctx, holding());
      return;
    }
  }
  if (encoding !== 'identity') ctx.set('Content-Encoding', encoding);
  ctx.body = encoding === 'identity' ? body : await compressors[encoding](body);
  hold(ctx, holding()); // something may have changed while it was compressed
};

const keepBasket = (ctx: Context, basket: string | null | undefined): void => {
  if (basket === undefined || basket === (ctx.cookies.get(BASKET_COOKIE) ?? null)) return;
  // The script counts what is in it.
  const options = { httpOnly: false, signed: false, sameSite: 'lax', overwrite: true } as const;
  ctx.cookies.set(BASKET_COOKIE, basket, basket === null ? options : { ...options, maxAge: BASKET_KEPT_FOR });
};

export const NOT_KEPT = (): Holding => ({ cacheControl: 'no-store', keys: {} });

/** Sends what was made for a reader. */
export const send = async (ctx: Context, view: View, answer: Answer, holding: () => Holding): Promise<void> => {
  if (answer.kind === 'text') {
    ctx.status = 200;
    return sendBody(ctx, answer.type, answer.body, holding);
  }
  keepBasket(ctx, answer.basket);
  if (answer.kind === 'redirect') {
    hold(ctx, answer.basket === undefined ? holding() : { ...holding(), cacheControl: 'no-store' });
    ctx.redirect(answer.to);
    ctx.status = answer.status;
    return undefined;
  }
  ctx.status = answer.status ?? 200;
  ctx.set('Content-Language', view.locale);
  ctx.set('Content-Security-Policy', CONTENT_SECURITY_POLICY);
  // With “no-referrer” browsers would not say where a form comes from.
  ctx.set('Referrer-Policy', answer.isPersonal ? 'same-origin' : 'strict-origin-when-cross-origin');
  if (answer.head.canonical === null) ctx.set('X-Robots-Tag', 'noindex');
  if (answer.retryAfter) ctx.set('Retry-After', answer.retryAfter);
  const isKept = !answer.isPersonal && ctx.status === 200;
  return sendBody(ctx, 'text/html; charset=utf-8', wholePage(view, answer), isKept ? holding : NOT_KEPT);
};

/** In seconds: the address changes with what it leads to. */
const YEAR = 365 * 24 * 3600;

export const sendAsset = (ctx: Context, { type, etag, bodies }: Asset): void => {
  const encoding = encodingFor(ctx);
  ctx.status = 200;
  ctx.type = type;
  ctx.vary('Accept-Encoding');
  ctx.set('Cache-Control', `public, max-age=${YEAR}, immutable`);
  if (isUnchanged(ctx, encoding === 'identity' ? etag : `${etag.slice(0, -1)}-${encoding}"`)) return;
  if (encoding !== 'identity') ctx.set('Content-Encoding', encoding);
  ctx.body = bodies[encoding];
};
