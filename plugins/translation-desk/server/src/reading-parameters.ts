import { isBelow } from '@inprint/kit/addresses';
import { knowsInside } from '@inprint/kit/insides';
import { errors } from '@strapi/utils';
import type { Context, Next } from 'koa';

import { answeredLocaleOf } from './documents/reading';
import { hasOwnAlternates, isRow, localisedTypesOf, schemaOf, type Strapi } from './strapi';

/** Root parameters of reads. Strapi passes unknown ones on, unless `strictParams` is set: hence they are registered. */
const PARAMETERS = ['localeFallback', 'alternates'] as const;

const WRITES = new Set(['POST', 'PUT', 'PATCH']);

interface Route {
  readonly method: string;
  readonly path: string;
  readonly request?: { readonly query?: Readonly<Record<string, unknown>> };
}

interface ContentApi {
  readonly addQueryParams: (
    parameters: Readonly<
      Record<
        string,
        {
          readonly schema: (z: { enum: (values: readonly string[]) => { optional: () => unknown } }) => unknown;
          readonly matchRoute: (route: Route) => boolean;
        }
      >
    >
  ) => void;
}

/** Lists, entries and slug routes of localised types: only there do the parameters mean anything. */
const createRouteCheck = (strapi: Strapi): ((route: Route) => boolean) => {
  let reads: ReadonlySet<string> | null = null;
  return ({ method, path }) => {
    reads ??= new Set(
      localisedTypesOf(strapi).flatMap((uid) => {
        const plural = pluralOf(strapi, uid);
        return [`/${plural}`, `/${plural}/:id`, `/${plural}/slug/:slug`];
      })
    );
    return method === 'GET' && reads.has(path);
  };
};

/** Makes the parameters known to Strapi's validation and its description of the API, on the routes that take them. */
export const registerParameters = (strapi: Strapi): void => {
  const matchRoute = createRouteCheck(strapi);
  const contentApi = strapi.contentAPI as unknown as ContentApi;
  const isOn = knowsInside(strapi, {
    inside: 'contentAPI.addQueryParams',
    nicety: 'Taking “localeFallback” and “alternates” where “strictParams” is set',
    isKnown: () => typeof contentApi.addQueryParams === 'function',
  });
  if (!isOn) return;
  contentApi.addQueryParams(
    Object.fromEntries(
      PARAMETERS.map((name) => [
        name,
        {
          schema: (z) => z.enum(['true', 'false']).optional(),
          // An application's routes are made once a process: where a second Strapi starts in it, they have the parameter.
          matchRoute: (route) => matchRoute(route) && !(name in (route.request?.query ?? {})),
        },
      ])
    )
  );
};

const pluralOf = (strapi: Strapi, uid: string): string =>
  (schemaOf(strapi, uid)?.info as unknown as { pluralName: string }).pluralName;

const refuseOddValues = (ctx: Context): void => {
  for (const name of PARAMETERS) {
    const value: unknown = ctx.query[name];
    if (value === undefined || value === 'true' || value === 'false') continue;
    const message = `${name} must be true or false. Leave it out for false.`;
    throw new errors.ValidationError(message, { errors: [{ path: [name], message, name: 'ValidationError' }] });
  }
};

/**
 * Says in `meta` which locale an answer is in where the asked one was not there, and strips `alternates` from what is
 * written, so that an answer can be edited and sent back.
 */
export const createParameters = (strapi: Strapi) => {
  const prefix = strapi.config.get('api.rest.prefix', '/api') as string;
  const pathsOf = (uids: readonly string[]): string[] => uids.map((uid) => `${prefix}/${pluralOf(strapi, uid)}`);
  const types = localisedTypesOf(strapi);
  const paths = pathsOf(types);
  const pathsWithOwn = pathsOf(types.filter((uid) => hasOwnAlternates(schemaOf(strapi, uid))));
  const isBelowAny = (path: string, some: readonly string[]): boolean => some.some((one) => isBelow(path, one));

  return async (ctx: Context, next: Next): Promise<void> => {
    if (!isBelowAny(ctx.path, paths)) return next();
    if (WRITES.has(ctx.method)) {
      const body: unknown = (ctx.request as { body?: unknown }).body;
      if (isRow(body) && isRow(body.data) && !isBelowAny(ctx.path, pathsWithOwn)) delete body.data.alternates;
    } else {
      refuseOddValues(ctx);
    }
    await next();
    const answered = answeredLocaleOf(ctx.state);
    if (answered && isRow(ctx.body) && isRow(ctx.body.meta)) Object.assign(ctx.body.meta, answered);
  };
};
