import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import { type Strapi } from '../strapi';
import { validate } from '../validators';
import { makeDescription } from './generator';

/** `GET /api/openapi.json`: made when it is first asked for; content types are the same until the next start. */
export const createDescriptionController = (strapi: Strapi) => {
  let made: Promise<string | null> | null = null;

  const description = (): Promise<string | null> => {
    made ??= makeDescription(strapi).then((document) => document && JSON.stringify(document));
    made.catch(() => (made = null)); // whoever asks next tries again
    return made;
  };

  return {
    async find(ctx: Context): Promise<void> {
      const text = await description();
      if (text === null) throw new errors.NotFoundError('This Strapi has no description of its API.');
      ctx.type = 'application/json';
      ctx.set('Cache-Control', 'public, max-age=0, must-revalidate');
      ctx.body = text;
      validate(ctx);
    },
  };
};
