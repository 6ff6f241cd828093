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
  'x-http-method-override',
] as const;

const LONGEST_HEADER = 256;

/** Headers that change what Strapi or Apollo answer: each value has its own answer. */
const ALWAYS = ['host', 'origin'] as const;
const BEHIND_PROXY = ['x-forwarded-host', 'x-forwarded-proto'] as const;
const GRAPHQL = ['accept', 'content-type', 'apollo-require-preflight', 'x-apollo-operation-name'] as const;
const IN_KEY = {
  rest: [...ALWAYS, ...BEHIND_PROXY],
  'graphql-get': [...ALWAYS, ...BEHIND_PROXY, ...GRAPHQL],
  'graphql-post': [...ALWAYS, ...BEHIND_PROXY, ...GRAPHQL],
} as const satisfies Record<Kind, readonly string[]>;

/** Does this go to the content API or to GraphQL, whatever it asks there? */
export const isPublic = ({ url = '' }: Question, { apiPrefix, graphqlPath }: QuestionRules): boolean =>
  url.startsWith(apiPrefix) || url.startsWith(graphqlPath);

/** Which kind of public read this is; null for everything that is never answered from the cache. */
export const kindOf = ({ method, url, headers }: Question, rules: QuestionRules): Kind | null => {
  if (url === undefined || url.length > rules.longestUrl) return null;
  const isGet = method === 'GET' || method === 'HEAD';
  let kind: Kind;
  if (isGet && url.startsWith(rules.apiPrefix)) kind = 'rest';
  else if (url === rules.graphqlPath && method === 'POST') kind = 'graphql-post';
  else if (method === 'GET' && url.startsWith(`${rules.graphqlPath}?`)) kind = 'graphql-get';
  else return null;

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
