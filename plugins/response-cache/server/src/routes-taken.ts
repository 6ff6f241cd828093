import type { ServerResponse } from 'node:http';

/** Which of Strapi's routes made an answer, and what stands before its handler. */
export interface Route {
  readonly method?: string;
  readonly path?: string;
  readonly handler?: unknown;
  readonly info?: { readonly pluginName?: string; readonly apiName?: string };
  readonly config?: { readonly policies?: readonly unknown[]; readonly middlewares?: readonly unknown[] };
}

interface KoaContext {
  readonly res: ServerResponse;
  readonly state: { readonly route?: Route };
}

const taken = new WeakMap<ServerResponse, Route>();

/** Notes which route a request took. */
export const noteRoutes = Object.assign(
  async ({ res, state }: KoaContext, next: () => Promise<unknown>): Promise<void> => {
    try {
      await next();
    } finally {
      if (state.route) taken.set(res, state.route);
    }
  },
  { _name: 'plugin::response-cache.note-routes' }
);

/** The route that a response came from; null where a middleware answered before any. */
export const routeOf = (response: ServerResponse): Route | null => taken.get(response) ?? null;

/** A handler's whole name: `api::topic.topic.find`, `plugin::upload.content-api.find`; for a function, what it answers: `GET /time`. */
export const nameOfRoute = ({ handler, info, method, path }: Route): string => {
  if (typeof handler !== 'string') return `${method ?? ''} ${path ?? ''}`.trim();
  if (info?.pluginName !== undefined) return `plugin::${info.pluginName}.${handler.replace(/^plugin::[\w-]+\./, '')}`;
  if (info?.apiName !== undefined && !handler.includes('::')) return `api::${info.apiName}.${handler}`;
  return handler;
};

/** Has the route policies or middlewares of its own? They may look at the address of whoever asks, or at the time. */
export const isGuarded = ({ config }: Route): boolean =>
  (config?.policies?.length ?? 0) > 0 || (config?.middlewares?.length ?? 0) > 0;
