import type { Context, Next } from 'koa';

import { startsDownload } from '../../../domain/download';
import { isReady, serviceOf, type Strapi } from '../strapi';

/** Strapi's names for files need no escapes, but whoever asks may escape them all the same. */
const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // not a file of ours
  }
};

/** Looks at answers that went well, and counts those that start the download of a PDF. */
export const createDownloadCounter =
  (strapi: Strapi) =>
  async (ctx: Context, next: Next): Promise<void> => {
    await next();
    if (!isReady(strapi)) return;
    const path = decoded(ctx.path);
    // Other answers must not seem to depend on why they were asked for.
    if (!path.startsWith('/uploads/')) return;
    const { method, status } = ctx;
    const contentRange = ctx.response.get('Content-Range');
    if (!startsDownload({ method, path, status, contentRange, purpose: ctx.get('Sec-Purpose') })) return;
    // What the browser has already is no new download, whether it is answered with 304 or in full.
    if (!ctx.fresh) serviceOf(strapi, 'downloads').count(path);
  };
