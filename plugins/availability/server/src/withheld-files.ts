import { posix } from 'node:path';

import type { Context, Next } from 'koa';

import { serviceOf, type Strapi } from './strapi';

const GONE = 410;
const FILE_OF_THE_MEDIA_LIBRARY = /^\/uploads\/[^/]+$/;
/** Most files are pictures; no material's PDF is one. */
const PICTURE = /\.(avif|gif|jpe?g|png|svg|webp)$/i;

/** The path as whoever serves files understands it: `/uploads//a%2Epdf` is `/uploads/a.pdf`. Null if nobody does. */
const servedPath = (path: string): string | null => {
  try {
    return posix.normalize(decodeURIComponent(path));
  } catch {
    return null; // badly escaped: there is no such file
  }
};

/**
 * A recalled text is not handed out under its old address either: whoever kept the link to the PDF of a withdrawn edition reads
 * that it was withdrawn. A file that serves something else as well stays.
 */
export const createWithheldFiles =
  (strapi: Strapi) =>
  async (ctx: Context, next: Next): Promise<void> => {
    const path = servedPath(ctx.path);
    if (path === null || !FILE_OF_THE_MEDIA_LIBRARY.test(path) || PICTURE.test(path)) return next();
    const rows = await serviceOf(strapi, 'facts').rowsWithPdf(path);
    if (rows.length === 0) return next();
    const { settings, answer } = await serviceOf(strapi, 'actions').resolverFor(
      rows.map(({ documentId }) => documentId),
      'preview' // published or not: what counts is the stock
    );
    const answers = rows.map(({ documentId, locale }) => answer(documentId, locale ?? settings.defaultLocale));
    if (answers.some(({ availability }) => availability !== 'withdrawn')) return next();
    ctx.status = GONE;
    ctx.type = 'text/plain; charset=utf-8';
    ctx.body = answers[0]?.notice ?? '';
  };
