import { rm } from 'node:fs/promises';

import type { Context, Next } from 'koa';

type Files = Readonly<Record<string, FormFile | readonly FormFile[]>>;

interface FormFile {
  readonly filepath: string;
}

/**
 * Removes what a form left on the disk, when its request is over. Strapi does so for the field `files` of a request that succeeds: every
 * other file, of whoever sends one to whatever address, would stay.
 */
export default () =>
  async (ctx: Context, next: Next): Promise<void> => {
    const files = Object.values((ctx.request as { files?: Files }).files ?? {}).flat();
    try {
      await next();
    } finally {
      await Promise.all(files.map(({ filepath }) => rm(filepath, { force: true })));
    }
  };
