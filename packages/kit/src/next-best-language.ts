/** Reading in the next best language (`localeFallback`): whoever asks for it reads in one language, whatever languages they are answered in. */
import type { Row } from './strapi';

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

/** The arguments of the root field of GraphQL that a value belongs to, as Strapi's plugin notes them. */
export const rootArgsOf = (info: { readonly path: Path }, context: object): Row => {
  let { path } = info;
  while (path.prev) path = path.prev;
  const roots = (context as Row).rootQueryArgsByPath;
  return (roots instanceof Map ? (roots.get(path.key) as Row | undefined) : undefined) ?? {};
};
