import { createRequire } from 'node:module';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { describedApis } from '@inprint/kit/api-description';
import { knowsInside } from '@inprint/kit/insides';

import {
  templateOf,
  type ApiDocument,
  type Attribute,
  type ContentType,
  type Facts,
} from '../../../domain/api-description/document';
import { mendDocument } from '../../../domain/api-description/mend';
import { type Strapi } from '../strapi';

interface Generated {
  readonly document: ApiDocument;
  readonly durationMs: number;
}

interface Generator {
  generate: (strapi: Strapi, options?: { readonly type?: string }) => Generated;
}

interface Route {
  readonly method: string;
  readonly path: string;
  readonly info?: { readonly type?: string };
  readonly config?: { readonly auth?: unknown; readonly prefix?: string };
}

interface Router {
  readonly prefix?: string;
  readonly routes: readonly Route[];
}

/** Strapi's own generator, in the copy that its command line uses; null where this Strapi has none. */
const generatorOf = (): Generator | null => {
  try {
    const fromStrapi = createRequire(require.resolve('@strapi/strapi/package.json'));
    const found = fromStrapi('@strapi/openapi') as Partial<Generator>;
    return typeof found.generate === 'function' ? (found as Generator) : null;
  } catch {
    return null;
  }
};

const routersOf = (strapi: Strapi): { readonly router: Router; readonly prefix: string }[] => [
  ...Object.values(strapi.apis as unknown as Record<string, { routes: Record<string, Router> }>).flatMap(({ routes }) =>
    Object.values(routes).map((router) => ({ router, prefix: '' }))
  ),
  ...Object.entries(strapi.plugins as unknown as Record<string, { routes: Record<string, Router> | Route[] }>).flatMap(
    ([, { routes }]) =>
      Array.isArray(routes) ? [] : Object.values(routes).map((router) => ({ router, prefix: router.prefix ?? '' }))
  ),
];

const factsOf = (strapi: Strapi): Facts => {
  const { name, version } = strapi.config.get('info') as { name: string; version: string };
  const url = (strapi.config.get('server.url', '') as string).replace(/(?<!\/)\/+$/, '');
  const prefix = strapi.config.get('api.rest.prefix', '/api') as string;
  const openRoutes = routersOf(strapi).flatMap(({ router, prefix: before }) =>
    router.routes.flatMap(({ method, path, info, config }) => {
      if (info?.type !== 'content-api' || config?.auth !== false) return [];
      const full = `${config.prefix ?? before}${path}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
      return `${method.toUpperCase()} ${templateOf(full)}`;
    })
  );
  const contentTypes = Object.values(strapi.contentTypes)
    .filter(({ uid }) => uid.startsWith('api::'))
    .map((type): ContentType => ({
      uid: type.uid,
      pluralName: type.info.pluralName,
      displayName: type.info.displayName,
      isLocalised: (type.pluginOptions as { i18n?: { localized?: boolean } } | undefined)?.i18n?.localized === true,
      attributes: type.attributes as unknown as Record<string, Attribute>,
    }));
  return {
    title: name,
    version,
    server: /^https?:/.test(url) ? `${url}${prefix}` : prefix,
    openRoutes: new Set(openRoutes),
    contentTypes,
  };
};

/** Marks a generator that gives mended documents. */
const MENDED = Symbol.for('inprint.mended-description');

/**
 * `strapi openapi generate` writes what is served, too: the generator’s answer is mended on its way out. Where this Strapi has no generator
 * that is known here, its description stays as it is, and the log says so.
 */
export const mendGenerator = (strapi: Strapi): void => {
  const generator = generatorOf() as (Generator & { [MENDED]?: Generator['generate'] }) | null;
  const isOn = knowsInside(strapi, {
    inside: 'generate of @strapi/openapi',
    nicety: 'The description of the API',
    isKnown: () => generator !== null,
  });
  if (!isOn || !generator) return;
  const generate = generator[MENDED] ?? generator.generate;
  generator[MENDED] = generate;
  generator.generate = (app, options) => {
    const made = generate(app, options);
    if (options?.type !== undefined && options.type !== 'content-api') return made;
    return { ...made, document: mendDocument(made.document, describedApis(app), factsOf(app)) };
  };
};

/** A Strapi of which the generator sees some routes only. */
const withRoutes = (strapi: Strapi, kind: 'apis' | 'plugins', name: string, routes: unknown): Strapi =>
  new Proxy(strapi, {
    get(target, key) {
      if (key === 'apis') return kind === 'apis' ? { [name]: { routes } } : {};
      if (key === 'plugins') return kind === 'plugins' ? { [name]: { routes } } : {};
      if (key === 'admin') return { ...target.admin, routes: {} };
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });

/** One route after the other: the generator takes seconds for all of them, and others are answered in between. */
const slices = (strapi: Strapi): Strapi[] =>
  (['apis', 'plugins'] as const).flatMap((kind) =>
    Object.entries(strapi[kind] as unknown as Record<string, { routes: Record<string, Router> | Route[] }>).flatMap(
      ([name, { routes }]) =>
        (Array.isArray(routes) ? [{ routes }] : Object.values(routes)).flatMap((router) =>
          router.routes
            .filter(({ info }) => info?.type === 'content-api')
            .map((route) => withRoutes(strapi, kind, name, { one: { ...router, routes: [route] } }))
        )
    )
  );

/** The description of this portal’s API, made in small steps. Null where this Strapi cannot describe itself. */
export const makeDescription = async (strapi: Strapi): Promise<ApiDocument | null> => {
  const generator = generatorOf() as (Generator & { [MENDED]?: Generator['generate'] }) | null;
  const generate = generator?.[MENDED];
  if (!generate) return null;
  const raw: ApiDocument = { paths: {}, components: { schemas: {} } };
  for (const slice of slices(strapi)) {
    const { document } = generate(slice, { type: 'content-api' });
    for (const [path, methods] of Object.entries(document.paths)) {
      raw.paths[path] = { ...raw.paths[path], ...methods };
    }
    Object.assign(raw.components.schemas, document.components.schemas);
    await nextTurn();
  }
  return mendDocument(raw, describedApis(strapi), factsOf(strapi));
};
