import { AsyncResource } from 'node:async_hooks';

import type { Context, Next } from 'koa';

import { serviceOf, type Strapi } from '../strapi';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Looks at what changed as soon as a request may have written something; what others write is found at the next look. */
export const createLookAfterWriting = (strapi: Strapi) => {
  // The look is nobody's request: it must not run with the user, the language or the transaction of one.
  const outside = new AsyncResource('ordering-changes');
  return async ({ method }: Context, next: Next): Promise<void> => {
    try {
      await next();
    } finally {
      if (!READING.has(method)) outside.runInAsyncScope(() => serviceOf(strapi, 'changes').lookSoon());
    }
  };
};
