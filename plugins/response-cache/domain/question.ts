import type { IncomingHttpHeaders } from 'node:http';

/** What is asked, before anybody reads it: a request's method, address and headers as they were sent. */
export interface Question {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

export interface QuestionRules {
  /** Where the content API is, with slashes around: `/api/`. */
  readonly apiPrefix: string;
  /** Where GraphQL is: `/graphql`. */
  readonly graphqlPath: string;
  /** Longer addresses are not kept, in characters. */
  readonly longestUrl: number;
  /** Larger GraphQL questions are not kept, in bytes. */
  readonly largestBody: number;
}

export type Kind = 'rest' | 'graphql-get' | 'graphql-post';

/** Whoever sends one of these wants an answer of their own, or a part of one, or another shape of it. */
const PERSONAL = [
  'authorization',
  'cookie',
  'range',
  'if-range',
  'expect',
  'upgrade',
  'strapi-response-format',
  'strapi-encode-source-maps',
  'x-http-method-override',
] as const;

const LONGEST_HEADER = 256;

/** What browsers, proxies and tracing send along, and no answer of Strapi's depends on. */
const HARMLESS = [
  'accept',
  'accept-charset',
  'accept-encoding',
  'accept-language',
  'apollographql-client-name',
  'apollographql-client-version',
  'baggage',
  'cache-control',
  'connection',
  'content-length',
  'content-type',
  'date',
  'device-memory',
  'dnt',
  'downlink',
  'dpr',
  'early-data',
  'ect',
  'forwarded',
  'from',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-unmodified-since',
  'keep-alive',
  'max-forwards',
  'pragma',
  'priority',
  'proxy-connection',
  'purpose',
  'referer',
  'rtt',
  'save-data',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-fetch-site',
  'sec-fetch-user',
  'sentry-trace',
  'surrogate-capability',
  'te',
  'traceparent',
  'tracestate',
  'true-client-ip',
  'upgrade-insecure-requests',
  'user-agent',
  'via',
  'viewport-width',
  'width',
  'x-cache',
  'x-client-ip',
  'x-cluster-client-ip',
  'x-correlation-id',
  'x-real-ip',
  'x-real-port',
  'x-request-id',
  'x-request-start',
  'x-requested-with',
  'x-served-by',
  'x-timer',
  'x-varnish',
] as const;
/** The same by families: what browsers, proxies, tracing and CDNs call their own. */
const HARMLESS_FAMILY =
  /^(?:sec-|x-forwarded-|x-amz-|x-amzn-|cloudfront-|cf-|cdn-|fastly-|fly-|x-azure-|x-arr-|x-appengine-|x-cloud-trace-|x-google-|x-vercel-|x-nf-|x-b3-|x-datadog-|x-envoy-|x-varnish-|akamai-|x-akamai-|x-edge-|x-cdn-|x-azion-|x-bunny-|incap-|x-sucuri-|x-haproxy-|x-traefik-)/;

/** Headers that change what Strapi or Apollo answer: each value has its own answer. */
const ALWAYS = ['host', 'origin'] as const;
const BEHIND_PROXY = ['x-forwarded-host', 'x-forwarded-proto'] as const;
const GRAPHQL = ['accept', 'content-type', 'apollo-require-preflight', 'x-apollo-operation-name'] as const;
const IN_KEY = {
  rest: [...ALWAYS, ...BEHIND_PROXY],
  'graphql-get': [...ALWAYS, ...BEHIND_PROXY, ...GRAPHQL],
  'graphql-post': [...ALWAYS, ...BEHIND_PROXY, ...GRAPHQL],
} as const satisfies Record<Kind, readonly string[]>;

/**
 * Does this go to the content API or to GraphQL, whatever it asks there? Strapi's router takes upper case and whole addresses, too; here
 * it does no harm to say yes too often.
 */
export const isPublic = ({ url = '' }: Question, { apiPrefix, graphqlPath }: QuestionRules): boolean => {
  const address = url.toLowerCase();
  return address.includes(apiPrefix.toLowerCase()) || address.includes(graphqlPath.toLowerCase());
};

/**
 * Finds a header that answers might depend on, for all that is known: code of the portal's own, or of a later Strapi, may read it.
 *
 * @param harmless headers that somebody said no answer depends on, in lower case
 * @returns a function that gives the header's name, or null where there is none
 */
export const createHeaderCheck = (harmless: readonly string[]) => {
  const known = new Map<Kind, ReadonlySet<string>>(
    (Object.keys(IN_KEY) as Kind[]).map((kind) => [kind, new Set([...HARMLESS, ...IN_KEY[kind], ...harmless])])
  );
  return (kind: Kind, headers: IncomingHttpHeaders): string | null => {
    const names = known.get(kind);
    for (const name in headers) if (!names?.has(name) && !HARMLESS_FAMILY.test(name)) return name;
    return null;
  };
};

/** What a read has none of, or what says how the answer is to be carried and not what it is. */
const CARRIAGE = new Set<string>([
  ...PERSONAL,
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'if-modified-since',
  'if-none-match',
  'if-unmodified-since',
  'transfer-encoding',
]);

/** Is an answer that looked at this header (in any case) told apart by its name, or the same whatever it holds? */
export const isTold = (kind: Kind, header: string): boolean => {
  const name = header.toLowerCase();
  return CARRIAGE.has(name) || (IN_KEY[kind] as readonly string[]).includes(name);
};

/** Does the name of an answer tell apart all that the answer says it varies by (RFC 9110, 12.5.5)? */
export const tellsApart = (kind: Kind, vary: string): boolean =>
  vary
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .every((name) => name === '' || name === 'accept-encoding' || (IN_KEY[kind] as readonly string[]).includes(name));

/** Which kind of public read this is; null for everything that is never answered from the cache. */
export const kindOf = ({ method, url, headers }: Question, rules: QuestionRules): Kind | null => {
  if (url === undefined || url.length > rules.longestUrl) return null;
  const isGet = method === 'GET' || method === 'HEAD';
  let kind: Kind;
  if (isGet && url.startsWith(rules.apiPrefix)) kind = 'rest';
  else if (url === rules.graphqlPath && method === 'POST') kind = 'graphql-post';
  else if (method === 'GET' && url.startsWith(`${rules.graphqlPath}?`)) kind = 'graphql-get';
  else return null;

  if (headers.accept === 'text/event-stream') return null; // it comes in pieces, and has no end
  for (const name of PERSONAL) if (headers[name] !== undefined) return null;
  if (kind === 'graphql-post') {
    const length = Number(headers['content-length']);
    if (!(length > 0 && length <= rules.largestBody)) return null;
    if (headers['content-encoding'] !== undefined || headers['transfer-encoding'] !== undefined) return null;
  } else if (headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined) return null;
  return kind;
};

/**
 * The name under which the answer is kept: everything that the answer may depend on, exactly as it was sent. Nothing is decoded or
 * sorted, so that two questions which Strapi might read differently never share an answer.
 *
 * @param body of a GraphQL question over POST
 * @returns null for headers too long to keep
 */
export const keyOf = (kind: Kind, { url, headers }: Question, body = ''): string | null => {
  let key = `${kind}\n${url ?? ''}`;
  for (const name of IN_KEY[kind]) {
    const value = headers[name];
    if (value === undefined) key += '\n';
    else if (typeof value !== 'string' || value.length > LONGEST_HEADER) return null;
    else key += `\n=${value}`;
  }
  return body === '' ? key : `${key}\n${body}`;
};

/** What was asked under a name, as a person would write it. */
export const questionIn = (key: string): { readonly kind: Kind; readonly question: string } => {
  const [kind = 'rest', url = '', ...rest] = key.split('\n') as [Kind, ...string[]];
  if (kind === 'rest') return { kind, question: url };
  try {
    const body: unknown =
      kind === 'graphql-post'
        ? // The name holds the body byte by byte.
          JSON.parse(Buffer.from(rest.slice(IN_KEY[kind].length).join('\n'), 'latin1').toString())
        : { query: new URLSearchParams(url.slice(url.indexOf('?') + 1)).get('query') };
    const { query } = body as { query?: unknown };
    return { kind, question: typeof query === 'string' ? query.replace(/\s+/g, ' ').trim() : url };
  } catch {
    return { kind, question: url };
  }
};
