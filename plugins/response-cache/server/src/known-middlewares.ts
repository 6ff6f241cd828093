import type { Strapi } from './strapi';

/** A middleware as Koa has it; `_name` is Koa's own word for a name that the function does not have itself. */
interface Middleware {
  (...values: never[]): unknown;
  readonly _name?: string;
  readonly router?: unknown;
}

type Factory = (...values: unknown[]) => Middleware | undefined;

interface Registry {
  get: (uid: string) => Factory | undefined;
}

/** Strapi's own that answer everybody alike. `strapi::ip` is none of them: it asks who may have the answer. */
const STRAPI: ReadonlySet<string> = new Set([
  'strapi::body',
  'strapi::compression',
  'strapi::cors',
  'strapi::errors',
  'strapi::favicon',
  'strapi::logger',
  'strapi::poweredBy',
  'strapi::public',
  'strapi::query',
  'strapi::responseTime',
  'strapi::security',
  'strapi::session',
]);

/** The plugins that come with this one: their answers depend on the database alone, or are never kept. */
const INPRINT =
  /^plugin::(?:availability|operations|ordering|response-cache|translation-desk|public-access|slugs|typo3-import)\./;

export const isKnownName = (name: string): boolean => STRAPI.has(name) || INPRINT.test(name);

/** A plugin, in the two steps in which it may put middlewares in place. */
interface Module {
  register: () => Promise<void>;
  bootstrap: () => Promise<void>;
}

const STEPS = ['register', 'bootstrap'] as const;

/**
 * Notes where each global middleware comes from: its name in the configuration, or the plugin that put it in place. To be called before
 * Strapi makes them; what plugins did that registered before is not known.
 *
 * @returns the names, and what gives Strapi's registry back as it was
 */
export const nameMiddlewares = (strapi: Strapi) => {
  const names = new WeakMap<Middleware, string>();
  const { app } = strapi.server;
  /** Names what was put in place since. */
  const nameSince = (before: number, name: string): void => {
    for (const added of app.middleware.slice(before) as Middleware[]) if (!names.has(added)) names.set(added, name);
  };

  const registry = strapi.get('middlewares') as Registry;
  const { get } = registry;
  const named =
    (uid: string, factory: Factory): Factory =>
    (...values) => {
      const before = app.middleware.length;
      const made = factory(...values);
      if (made) names.set(made, uid);
      nameSince(before, uid);
      return made;
    };
  registry.get = (uid) => {
    const factory = get.call(registry, uid);
    return factory && named(uid, factory);
  };

  const modules = (strapi.get('modules') as { getAll: (prefix: string) => Record<string, Module> }).getAll('plugin::');
  for (const [uid, module] of Object.entries(modules)) {
    for (const step of STEPS) {
      const take = module[step].bind(module);
      module[step] = async () => {
        const before = app.middleware.length;
        await take();
        nameSince(before, `${uid}.${step}`);
      };
    }
  }
  return { names, restore: (): void => void (registry.get = get) };
};

type Configured = string | { readonly name?: string; readonly resolve?: string };

/** The names of configured middlewares that come from a file or a package: they stand between those that Strapi knows. */
const resolvedNames = (strapi: Strapi, middlewares: readonly Middleware[], names: WeakMap<Middleware, string>) => {
  const configured = strapi.config.get('middlewares', []) as readonly Configured[];
  const uids = configured.map((item) => (typeof item === 'string' ? item : (item.name ?? item.resolve ?? '')));
  const at = middlewares.findIndex((middleware) => names.get(middleware) === 'strapi::errors');
  const first = at - uids.indexOf('strapi::errors');
  return (index: number): string | undefined => (at < 0 ? undefined : uids[index - first]);
};

/** For middlewares that nobody gave a name. */
const UNNAMED = 'strapi.server.use';

/**
 * Finds what stands between every request and its answer that may look at more than the database, for all that is known.
 *
 * @param trusted names that somebody said look at nothing else
 */
export const createMiddlewareCheck = (
  strapi: Strapi,
  names: WeakMap<Middleware, string>,
  trusted: ReadonlySet<string>
) => {
  let seen = -1;
  let unknown: readonly string[] = [];

  const find = (middlewares: readonly Middleware[]): string[] => {
    const resolved = resolvedNames(strapi, middlewares, names);
    const router = middlewares.findIndex((middleware) => middleware.router !== undefined);
    return middlewares.flatMap((middleware, index) => {
      const isStrapis = index === 0 || index === router || (router > 0 && middleware.name === 'allowedMethods');
      const name = names.get(middleware) ?? middleware._name ?? resolved(index) ?? (middleware.name || UNNAMED);
      return isStrapis || isKnownName(name) || trusted.has(name) ? [] : [name];
    });
  };

  /** The names of unknown global middlewares. */
  return (): readonly string[] => {
    const middlewares = strapi.server.app.middleware as readonly Middleware[];
    if (middlewares.length !== seen) {
      seen = middlewares.length;
      unknown = [...new Set(find(middlewares))];
    }
    return unknown;
  };
};
