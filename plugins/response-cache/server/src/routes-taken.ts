import type { ServerResponse } from 'node:http';

/** Which of Strapi's routes made an answer, and what stands before its handler. */
interface Route {
  readonly handler?: unknown;
  readonly config?: { readonly policies?: readonly unknown[]; readonly middlewares?: readonly unknown[] };
}

interface KoaContext {
  readonly res: ServerResponse;
  readonly state: { readonly route?: Route };
}

const taken = new WeakMap<ServerResponse, Route>();

/** Notes which route a request took. */
export const noteRoutes = async ({ res, state }: KoaContext, next: () => Promise<unknown>): Promise<void> => {
  try {
    await next();
  } finally {
    if (state.route) taken.set(res, state.route);
  }
};

/**
 * The handler of a route whose own policies or middlewares decide who gets the answer: they may look at the address of whoever asks, or at
 * the time.
 *
 * @returns null for a route that has none
 */
export const guardedHandlerOf = (response: ServerResponse): string | null => {
  const { handler, config } = taken.get(response) ?? {};
  const isGuarded = (config?.policies?.length ?? 0) > 0 || (config?.middlewares?.length ?? 0) > 0;
  return isGuarded ? String(typeof handler === 'function' ? handler.name : handler) : null;
};
