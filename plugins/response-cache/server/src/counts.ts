import type { Cache } from './cache';
import { anyRowOf, howManyIn, type Dependency } from '../../domain/dependency';
import type { Strapi } from './strapi';

interface DocumentContext {
  readonly uid: string;
  readonly action: string;
  readonly params: Readonly<Record<string, unknown>>;
}

interface Attribute {
  readonly type: string;
}

/** What a list may say beside which entries it wants; `alternates` is the translation desk's. */
const NOT_COUNTED = new Set([
  'start',
  'limit',
  'page',
  'pageSize',
  'pagination',
  'sort',
  'populate',
  'fields',
  'alternates',
]);
/** With these alone, a count changes only when an entry comes or goes, or changes its status or language. */
const BY_ROW = new Set([...NOT_COUNTED, 'status', 'locale', 'localeFallback', 'filters', '_q']);

const omit = (params: object, names: ReadonlySet<string>): object =>
  Object.fromEntries(Object.entries(params).filter(([name]) => !names.has(name)));

/**
 * Every list says how many entries there are in all, and counting them costs the more the more there are. What was counted holds until an
 * entry comes or goes, or changes its status or language; with a filter, until any entry is written. So a stock change costs a big
 * portal no more than a small one.
 */
export const createCounts = (strapi: Strapi, cache: Cache) => {
  /** What a count depends on; null for what may look into other tables. */
  const dependenciesOf = (uid: string, params: DocumentContext['params']): Dependency[] | null => {
    if (params._q !== undefined && params._q !== '') return null;
    const { tableName, attributes } = strapi.db.metadata.get(uid);
    const filters = (params.filters ?? {}) as Record<string, unknown>;
    if (typeof filters !== 'object' || Array.isArray(filters)) return null;
    const asked = Object.keys(filters);
    if (asked.length === 0) {
      const isByRow = Object.keys(params).every((name) => BY_ROW.has(name) || params[name] === undefined);
      return [isByRow ? howManyIn(tableName) : anyRowOf(tableName)];
    }
    const isPlain = (name: string): boolean => {
      const { type = 'relation' } = (attributes[name] as Attribute | undefined) ?? {};
      return type !== 'relation' && type !== 'component' && type !== 'media' && type !== 'dynamiczone';
    };
    return asked.every(isPlain) ? [anyRowOf(tableName)] : null;
  };

  return async ({ uid, action, params }: DocumentContext, next: () => Promise<unknown>): Promise<unknown> => {
    if (action !== 'count' || !cache.isMaking()) return next();
    const dependencies = dependenciesOf(uid, params);
    if (dependencies === null) return next();
    const question = `count ${JSON.stringify([uid, omit(params, NOT_COUNTED)])}`;
    return cache.remember(question, next, () => dependencies);
  };
};
