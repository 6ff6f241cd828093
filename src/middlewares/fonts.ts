import { createReadStream } from 'node:fs';

import type { Context, Next } from 'koa';

const PATH = '/fonts/';
const CACHED_FOR = 60 * 60 * 24 * 30; // seconds

/** The reading site's fonts (SIL Open Font License 1.1), served from the packages that they come in. */
const FILES: ReadonlyMap<string, string> = new Map(
  [
    ['source-serif-4', ['latin-wght-normal', 'latin-ext-wght-normal', 'latin-wght-italic']] as const,
    ['source-sans-3', ['latin-wght-normal', 'latin-ext-wght-normal']] as const,
  ].flatMap(([font, cuts]) =>
    cuts.map((cut) => [`${font}-${cut}.woff2`, `@fontsource-variable/${font}/files/${font}-${cut}.woff2`] as const)
  )
);

export default () =>
  async (ctx: Context, next: Next): Promise<unknown> => {
    const file = ctx.path.startsWith(PATH) ? FILES.get(ctx.path.slice(PATH.length)) : undefined;
    if (file === undefined || ctx.method !== 'GET') return next();
    ctx.type = 'font/woff2';
    ctx.set('Cache-Control', `public, max-age=${CACHED_FOR}`);
    ctx.body = createReadStream(require.resolve(file));
  };
