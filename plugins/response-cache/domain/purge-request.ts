import { EVERYTHING } from './cache-keys';

/** How a cache before the portal wants to be told. */
export const PURGE_KINDS = ['json', 'surrogate-key', 'cache-tag'] as const;
export type PurgeKind = (typeof PURGE_KINDS)[number];

/** The header that an answer names its keys in, and how they are set apart there. */
export const KEY_HEADERS = {
  json: { name: 'Surrogate-Key', separator: ' ' },
  'surrogate-key': { name: 'Surrogate-Key', separator: ' ' },
  'cache-tag': { name: 'Cache-Tag', separator: ',' },
} as const satisfies Record<PurgeKind, { readonly name: string; readonly separator: string }>;

/** One request that outdates some keys. */
export interface PurgeRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** So many keys go into one request; Fastly takes 256, Cloudflare 30. */
const MAX_KEYS = { json: Infinity, 'surrogate-key': 100, 'cache-tag': 30 } as const satisfies Record<PurgeKind, number>;

const JSON_BODY = { 'content-type': 'application/json' };

const requestFor = {
  json: (keys) => ({
    headers: JSON_BODY,
    body: JSON.stringify({ keys: keys.map((key) => (key === EVERYTHING ? '*' : key)) }),
  }),
  'surrogate-key': (keys) => ({ headers: { 'surrogate-key': keys.join(' ') }, body: null }),
  'cache-tag': (keys) => ({ headers: JSON_BODY, body: JSON.stringify({ tags: keys }) }),
} as const satisfies Record<PurgeKind, (keys: readonly string[]) => PurgeRequest>;

/** The requests that outdate these keys: Varnish and Fastly read a header, Cloudflare a list of tags. */
export const purgeRequests = (kind: PurgeKind, keys: readonly string[]): PurgeRequest[] => {
  const requests: PurgeRequest[] = [];
  const size = Math.min(MAX_KEYS[kind], Math.max(keys.length, 1));
  for (let from = 0; from < keys.length; from += size) requests.push(requestFor[kind](keys.slice(from, from + size)));
  return requests;
};
