import type { Context } from 'koa';

import { refusalFor, shareOf } from '../../../domain/limits';
import { measure, type Measured } from '../../../domain/question';
import { refuse } from '../refusing';
import { configOf, isContentApi, isReader, type RequestState, type Strapi } from '../strapi';
import type { DearQuestions } from './dear-questions';
import type { FanOuts } from './fan-outs';
import { modelsOf } from './models';
import { refuseWithheld } from './withheld-fields';

type Query = Readonly<Record<string, unknown>>;

/** Strapi’s own check of a question, which every controller and resolver of the content API asks first. */
interface Validation {
  query: (query: Query, schema: { readonly uid: string }, options?: object) => Promise<unknown>;
}

const DEFAULT_PAGE = 25;

const SEARCH_NOT_TEXT = 'Give “_q” once, as text: “_q=youth”.';

/** Can the question multiply rows at all? Most cannot: nothing is measured for them but their words. */
const asksAlong = ({ filterHops, populateHops }: Measured): boolean => filterHops + populateHops > 1;

const numberIn = (value: unknown): number | null => {
  const number = Number(value);
  return value === undefined || value === null || !Number.isFinite(number) || number < 0 ? null : number;
};

/** How many entries are answered at most. */
const entriesOf = (query: Query, ctx: Context, maxPage: number): number => {
  if (typeof (ctx.params as { id?: unknown } | undefined)?.id === 'string') return 1;
  const { pageSize, limit } = (query.pagination ?? {}) as { pageSize?: unknown; limit?: unknown };
  return Math.min(numberIn(pageSize) ?? numberIn(limit) ?? DEFAULT_PAGE, maxPage);
};

/**
 * Looks at every question of the content API before it is worked on: what readers may not ask, and what would cost too much. It
 * stands in front of Strapi's own check, so that REST and GraphQL, root fields and nested ones, all come by.
 */
export const checkQuestions = (strapi: Strapi, fanOuts: FanOuts, dear: DearQuestions): void => {
  const { limits } = configOf(strapi);
  const modelOf = modelsOf(strapi);
  const anywhere = Object.keys(strapi.contentTypes).filter((uid) => uid.startsWith('api::'));
  const sizes = { fanOut: fanOuts.of, most: fanOuts.most, textSize: fanOuts.textSize, anywhere };
  const validation = strapi.contentAPI.validate as unknown as Validation;
  const validate = validation.query.bind(validation);
  const joinedRows = new WeakMap<object, number>();

  /** What one request has the database join, all its questions together: GraphQL asks many at once. */
  const joinedWith = (ctx: Context, rows: number): number => {
    const sum = (joinedRows.get(ctx) ?? 0) + rows;
    joinedRows.set(ctx, sum);
    return sum;
  };

  const check = async (query: Query, uid: string): Promise<void> => {
    const ctx = strapi.requestContext.get() as Context | undefined;
    const state = ctx?.state as RequestState | undefined;
    if (!ctx || !isContentApi(state)) return;
    if (Array.isArray(query._q) || (typeof query._q === 'object' && query._q !== null))
      refuse('search-not-text', ['_q'], SEARCH_NOT_TEXT);
    const maxPage = strapi.config.get('api.rest.maxLimit', 100) ?? 100;
    const measured = measure(query, uid, modelOf, sizes, entriesOf(query, ctx, maxPage));
    if (isReader(state)) for (const use of measured.uses) refuseWithheld(strapi, use);
    if (asksAlong(measured)) fanOuts.freshen();
    const rows = measured.joined > 1 ? joinedWith(ctx, fanOuts.rows(uid) * measured.joined) / measured.joined : 0;
    const demand = { measured, rows };
    const refusal = refusalFor(demand, limits);
    if (refusal) refuse(refusal.code, refusal.path, refusal.message);
    await dear.enter(ctx, shareOf(demand, limits));
  };

  validation.query = async (query, schema, options) => {
    await check(query, schema.uid);
    return validate(query, schema, options);
  };
};
