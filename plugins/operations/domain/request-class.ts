import { isAt } from '@inprint/kit/addresses';

/** What a request is counted under: few words, however many addresses there are. */

/** What addresses begin with in a site. */
export interface Places {
  /** `/api`. */
  readonly api: string;
  /** What comes after it, such as `materials`. */
  readonly apiTypes: ReadonlySet<string>;
  /** `/graphql`; null without it. */
  readonly graphql: string | null;
  /** The first parts of what the admin asks: `admin`, `content-manager`, the plugins’ own. */
  readonly admin: ReadonlySet<string>;
}

const OWN_CHECKS: ReadonlySet<string> = new Set(['_health', '_ready']);

/** `/api/materials/x?locale=de` is `api/materials`, an address that nothing is known of is `site`. @param url as it came in */
export const requestClassOf = (url: string, { api, apiTypes, graphql, admin }: Places): string => {
  const [asked = '/'] = url.split(/[?#]/, 1);
  const path = asked.toLowerCase(); // as Strapi's router reads it
  if (graphql !== null && isAt(path, graphql)) return 'graphql';
  if (path.startsWith(`${api}/`)) {
    const [type = ''] = path.slice(api.length + 1).split('/', 1);
    return apiTypes.has(type) ? `api/${type}` : 'api/other';
  }
  const [, first = ''] = path.split('/', 2);
  if (admin.has(first)) return 'admin';
  if (first === 'uploads') return 'uploads';
  return OWN_CHECKS.has(first) ? 'health' : 'site';
};

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Whoever asks may make up methods without end. */
export const methodClassOf = (method: string | undefined): string =>
  method !== undefined && METHODS.has(method) ? method : 'other';

const CODE = /^[a-z][a-z0-9-]{0,59}$/;

interface Refused {
  readonly error?: { readonly name?: unknown; readonly details?: { readonly code?: unknown } | null } | null;
}

/** What an answer in Strapi’s shape says why it refuses: its stable code, else the name of its error; null where it is none. */
export const refusalOf = (body: unknown): string | null => {
  if (typeof body !== 'object' || body === null) return null;
  const { error } = body as Refused;
  if (typeof error !== 'object' || error === null) return null;
  const { name, details } = error;
  if (typeof details?.code === 'string' && CODE.test(details.code)) return details.code;
  return typeof name === 'string' && /^[A-Za-z]{1,60}$/.test(name) ? name : 'other';
};
