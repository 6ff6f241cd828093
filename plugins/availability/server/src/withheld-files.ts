import type { Context, Next } from 'koa';

import { serviceOf, type Strapi } from './strapi';

const GONE = 410;
const PDF_OF_THE_MEDIA_LIBRARY = /^\/uploads\/[^/]+\.pdf$/i;

/**
 * A recalled text is not handed out under its old address either: whoever kept the link to the PDF of a withdrawn edition reads
 * that it was withdrawn. A file that serves something else as well stays.
 */
export const createWithheldFiles =
  (strapi: Strapi) =>
  async (ctx: Context, next: Next): Promise<void> => {
    if (!PDF_OF_THE_MEDIA_LIBRARY.test(ctx.path)) return next();
    const rows = await serviceOf(strapi, 'facts').rowsWithPdf(ctx.path);
    if (rows.length === 0) return next();
    const { settings, answer } = await serviceOf(strapi, 'actions').deskFor(
      rows.map(({ documentId }) => documentId),
      'preview' // published or not: what counts is the stock
    );
    const answers = rows.map(({ documentId, locale }) => answer(documentId, locale ?? settings.defaultLocale));
    if (answers.some(({ availability }) => availability !== 'withdrawn')) return next();
    ctx.status = GONE;
    ctx.type = 'text/plain; charset=utf-8';
    ctx.body = answers[0]?.notice ?? '';
  };
