import type { Context } from 'koa';

/** Names and addresses are found by a part of them: longer ones are cut. */
const LONGEST = 100;

/**
 * What is looked for, taken out of the address of the request: these are names and addresses of people, and the address
 * is written into the log once the request is answered.
 */
export const takeSearch = (ctx: Context): string => {
  const { search, ...others } = ctx.query;
  if (search === undefined) return '';
  ctx.query = others;
  return typeof search === 'string' ? search.trim().slice(0, LONGEST) : '';
};
