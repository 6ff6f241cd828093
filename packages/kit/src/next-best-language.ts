/** Reading in the next best language (`localeFallback`): whoever asks for it reads in one language, whatever languages they are answered in. */
import { knowsInside } from './insides';
import type { Row, Strapi } from './strapi';

/** `true` in GraphQL, `"true"` in a query string. */
export const isAsked = (value: unknown): boolean => value === true || value === 'true';

/**
 * The language of a reader who takes the next best one where theirs is not there: what the site itself says is in it, as the button on a page in
 * another language.
 *
 * @param params of a REST request or a root field of GraphQL
 * @returns null where only the asked language will do
 */
export const readersLocale = (
  { localeFallback, locale }: Readonly<Record<string, unknown>>,
  defaultLocale: string
): string | null => {
  if (!isAsked(localeFallback) || locale === '*') return null;
  return typeof locale === 'string' && locale !== '' ? locale : defaultLocale;
};

interface Path {
  readonly key: string | number;
  readonly prev: Path | undefined;
}

interface Info {
  readonly path: Path;
  readonly operation: { readonly operation: string };
}

/** The arguments of the root field of GraphQL that a value belongs to, as Strapi's plugin notes them for what is read. */
export const rootArgsOf = (strapi: Strapi, { path: start, operation }: Info, context: object): Row => {
  let path = start;
  while (path.prev) path = path.prev;
  const roots = (context as { rootQueryArgsByPath?: unknown }).rootQueryArgsByPath;
  if (operation.operation !== 'query') return {};
  // There is a context when somebody asks: it cannot be looked at before.
  knowsInside(strapi, {
    inside: 'rootQueryArgsByPath in the context of GraphQL',
    nicety: 'The reader’s own language in GraphQL, where an answer is in the next best one,',
    isKnown: () => roots instanceof Map,
  });
  return (roots instanceof Map ? (roots.get(path.key) as Row | undefined) : undefined) ?? {};
};
