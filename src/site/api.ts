import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import inject from 'light-my-request';

/** The API answered, and not with what was asked for. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly error: { readonly message?: string; readonly details?: Readonly<Record<string, unknown>> } | undefined,
    readonly retryAfter: string | null
  ) {
    super(error?.message ?? `The API answered ${status}.`);
  }
}

/** A tree of filters, fields and relations, as Strapi reads queries. */
export type Query = { readonly [name: string]: unknown };

export interface Sending {
  readonly data: unknown;
  /** Makes sending twice the same as sending once. */
  readonly idempotencyKey?: string;
}

/** How long a page made of these answers holds, and what is inside, as they say it themselves. */
export interface Holding {
  readonly cacheControl: string;
  readonly keys: Readonly<Record<string, string>>;
}

/** What the response cache knows of changes. */
interface Changes {
  readonly moment: () => number;
  readonly isOutdated: (since: number, keys: ReadonlySet<string>) => boolean;
}

/** The content API as this reader sees it. */
export interface Api {
  /** @throws Refusal */
  readonly read: <Answer>(path: string, query?: Query) => Promise<Answer>;
  /** @throws Refusal */
  readonly send: <Answer>(path: string, sending: Sending) => Promise<{ status: number; body: Answer }>;
  /** As it is at this moment: ask last, when what was made goes out. */
  readonly holding: () => Holding;
}

/** What tells the API whose question it is: rate limits and addresses are the reader's, not the server's. */
const FORWARDED = [
  'host',
  'user-agent',
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-forwarded-host',
  'x-forwarded-port',
];

/** Name the keys of what is inside, for a cache that is told what changed, with what stands between them. */
const KEY_HEADERS: Readonly<Record<string, string>> = { 'surrogate-key': ' ', 'cache-tag': ',' };

const NO_STORE = 'no-store';
const REVALIDATED = 'public, max-age=0, must-revalidate';

/** `{ a: { b: ['x'] } }` as `a[b][0]=x`. */
const parametersOf = (value: unknown, name: string, into: URLSearchParams): URLSearchParams => {
  if (value === undefined || value === null || value === '') return into;
  if (typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) parametersOf(inner, name ? `${name}[${key}]` : key, into);
  } else into.append(name, String(value as string | number | boolean));
  return into;
};

/** Strapi and its plugins look at the address behind a connection; here there is none. */
const lendAddress = (request: { socket: unknown }, address: string): void => {
  const family = address.includes(':') ? 'IPv6' : 'IPv4';
  Object.assign(request.socket as object, { _getpeername: () => ({ address, family, port: 0 }) });
};

/**
 * The content API, asked inside the process and as the reader would over the network: with the same limits, permissions, languages and cached
 * answers, and without a token. What a page shows is what any frontend could show.
 *
 * @param ctx the reader's request
 * @param locale of every question
 */
export const createApi = (strapi: Core.Strapi, ctx: Context, locale: string): Api => {
  const address = ctx.req.socket.remoteAddress ?? '127.0.0.1';
  const prefix = strapi.config.get('api.rest.prefix', '/api') as string;
  const headers = Object.fromEntries(
    FORWARDED.flatMap((name) => {
      const value = ctx.req.headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    })
  );
  const cache = strapi.plugin('response-cache')?.service('cache') as Changes | undefined;
  const began = cache?.moment() ?? 0;
  const cacheControls = new Set<string>();
  const keys = new Map<string, Set<string>>();

  const ask = (method: 'GET' | 'POST', url: string, more: Record<string, string>, payload?: string) =>
    inject(
      (request, response) => {
        lendAddress(request, address);
        strapi.server.httpServer.emit('request', request as never, response as never);
      },
      {
        method,
        url: prefix + url,
        headers: { ...headers, ...more },
        remoteAddress: address,
        ...(payload ? { payload } : {}),
      }
    );

  const bodyOf = (answer: { statusCode: number; payload: string; headers: Record<string, unknown> }): unknown => {
    const body = (() => {
      try {
        return JSON.parse(answer.payload) as { error?: Refusal['error'] } | null;
      } catch {
        return null; // no JSON: the status has to say it
      }
    })();
    if (answer.statusCode < 300 && body !== null) return body;
    const retryAfter = answer.headers['retry-after'];
    throw new Refusal(answer.statusCode, body?.error, retryAfter === undefined ? null : String(retryAfter));
  };

  const note = (sent: Record<string, unknown>): void => {
    cacheControls.add(String(sent['cache-control'] ?? NO_STORE));
    for (const [name, separator] of Object.entries(KEY_HEADERS)) {
      const value = sent[name];
      if (typeof value !== 'string') continue;
      const known = keys.get(name) ?? new Set();
      for (const key of value.split(separator)) known.add(key);
      keys.set(name, known);
    }
  };

  const cacheControl = (): string => {
    if (cacheControls.size > 1) return NO_STORE;
    const [said] = cacheControls;
    // Made of nothing that was read, it is as the program has it.
    if (said === undefined) return REVALIDATED;
    // A cache that was told meanwhile that one of these answers is outdated must not keep what was made of it.
    const all = new Set([...keys.values()].flatMap((some) => [...some]));
    return said !== NO_STORE && cache?.isOutdated(began, all) ? REVALIDATED : said;
  };

  return {
    async read<Answer>(path: string, query: Query = {}): Promise<Answer> {
      const parameters = parametersOf({ locale, ...query }, '', new URLSearchParams());
      const answer = await ask('GET', `${path}?${parameters.toString()}`, { accept: 'application/json' });
      note(answer.headers);
      return bodyOf(answer) as Answer;
    },
    async send<Answer>(path: string, { data, idempotencyKey }: Sending): Promise<{ status: number; body: Answer }> {
      cacheControls.add(NO_STORE);
      const json = { accept: 'application/json', 'content-type': 'application/json' };
      const key: Record<string, string> = idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey };
      const answer = await ask('POST', `${path}?locale=${locale}`, { ...json, ...key }, JSON.stringify({ data }));
      return { status: answer.statusCode, body: bodyOf(answer) as Answer };
    },
    holding: () => ({
      cacheControl: cacheControl(),
      keys: Object.fromEntries([...keys].map(([name, all]) => [name, [...all].join(KEY_HEADERS[name])])),
    }),
  };
};
