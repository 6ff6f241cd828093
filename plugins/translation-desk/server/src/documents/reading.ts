import { knowsInside } from '@inprint/kit/insides';
import { isAsked, readersLocale } from '@inprint/kit/next-best-language';

import type { Locale } from '../../../domain/locale-choice';
import { ROOT, type Reader } from '../services/next-best';
import {
  hasOwnAlternates,
  isRow,
  localisedTypesOf,
  schemaOf,
  serviceOf,
  siteOf,
  type DocumentContext,
  type Row,
  type Strapi,
} from '../strapi';
import { createNestedFallback } from './nested-fallback';

const FALLS_BACK = new Set(['findOne', 'findMany', 'count']);

/**
 * Does a query ask what a lifecycle says it should, and are its rows called as we think? Tried once, on the table of languages: one is
 * always there, and none has no id.
 */
export const knowsLifecycles = async (strapi: Strapi): Promise<boolean> => {
  const where = { code: { $notNull: true } };
  const nothing = { id: { $eq: strapi.db.connection.raw(`CASE WHEN ${ROOT}.id IS NULL THEN 0 END`) } };
  const unsubscribe = strapi.db.lifecycles.subscribe({
    models: ['plugin::i18n.locale'],
    beforeCount({ params }: { params: { where?: unknown } }) {
      if (params.where === where) params.where = nothing;
    },
  } as never) as unknown as () => void;
  const counted = await strapi.db
    .query('plugin::i18n.locale')
    .count({ where })
    .catch(() => null) // there is no such name
    .finally(unsubscribe);
  return knowsInside(strapi, {
    inside: '“where” of a query, changed in beforeFindMany and beforeCount, and its rows’ name “t0”',
    nicety: '“localeFallback” in lists',
    isKnown: () => counted === 0,
  });
};

/** Which locale was asked for and, for a single entry, which was answered: noted for `meta`. */
export interface AnsweredLocale {
  readonly locale?: Locale;
  readonly requestedLocale: Locale;
}

/** What a request noted for its answer's `meta`. */
export const answeredLocaleOf = (state: unknown): AnsweredLocale | undefined =>
  (state as { translationDesk?: AnsweredLocale }).translationDesk;

/** An answer says of each entry in which language it is, whatever fields are asked for. */
const withLocale = (fields: unknown): unknown => {
  if (fields === undefined || fields === null) return fields;
  const names = Array.isArray(fields) ? fields : String(fields).split(',');
  return names.includes('*') || names.includes('locale') ? fields : [...names, 'locale'];
};

/**
 * Two things that a read can ask for: `localeFallback`, entries in the next best language where the asked one is not there, those that
 * their relations lead to included, and `alternates`, the languages in which each entry is published.
 */
export const createReading = (strapi: Strapi, { fallsBackInLists }: { readonly fallsBackInLists: boolean }) => {
  const types = new Set(localisedTypesOf(strapi));

  const completeRelations = createNestedFallback(strapi);

  /** Strapi reads lists in these languages, until {@link narrow} leaves one version of each entry. */
  const lists = new WeakMap<object, Reader>();

  const narrow = ({ model, params }: { model: { uid: string }; params: { where?: Row } }): void => {
    const { locale, ...where } = params.where ?? {};
    const reader = typeof locale === 'object' && locale !== null ? lists.get(locale) : undefined;
    if (!reader) return;
    params.where = { $and: [where, serviceOf(strapi, 'nextBest').bestOf(model.uid, reader)] };
  };
  strapi.db.lifecycles.subscribe({ models: [...types], beforeFindMany: narrow, beforeCount: narrow } as never);

  /** @returns false if the entry is in no language on the chain */
  const chooseVersion = async ({ uid, params }: DocumentContext, asked: Locale, reader: Reader): Promise<boolean> => {
    const version = await serviceOf(strapi, 'versions').choose(uid, String(params.documentId), asked, reader.status);
    if (version) params.locale = version.locale;
    return version !== null;
  };

  const chooseVersions = ({ params }: DocumentContext, reader: Reader): void => {
    const languages = [...reader.chain];
    lists.set(languages, reader);
    params.locale = languages;
    // A filter by language takes the place of `locale` in Strapi's query.
    if (isRow(params.filters) && 'locale' in params.filters) params.filters = { $and: [params.filters] };
  };

  /** Reads on in the next best language. */
  const fallBack = async (
    context: DocumentContext,
    requestedLocale: Locale,
    next: () => Promise<unknown>
  ): Promise<unknown> => {
    const { uid, action, params } = context;
    const chain = await siteOf(strapi).fallbackChain(requestedLocale);
    const reader: Reader = { chain, status: params.status === 'draft' ? 'draft' : 'published' };
    if (action === 'findOne') {
      const isThere = await chooseVersion(context, requestedLocale, reader);
      if (!isThere) return next(); // as without the parameter: not found
    } else {
      chooseVersions(context, reader);
    }
    params.fields = withLocale(params.fields);
    const ctx = strapi.requestContext.get();
    if (ctx) {
      const locale = action === 'findOne' ? { locale: String(params.locale) } : {};
      ctx.state.translationDesk = { ...locale, requestedLocale } satisfies AnsweredLocale;
    }
    const { populate } = params;
    const answer = await next();
    if (action !== 'count') await completeRelations(uid, answer, populate, reader);
    return answer;
  };

  const addAlternates = async (uid: string, answer: unknown): Promise<void> => {
    const entries = (Array.isArray(answer) ? answer : [answer]).filter(isRow);
    const ids = entries.map(({ documentId }) => String(documentId));
    const alternates = await serviceOf(strapi, 'versions').alternatesOf(uid, ids);
    for (const entry of entries as Row[]) entry.alternates = alternates.get(String(entry.documentId)) ?? [];
  };

  return async (context: DocumentContext, next: () => Promise<unknown>): Promise<unknown> => {
    const { uid, action, params } = context;
    if (!types.has(uid) || (!('localeFallback' in params) && !('alternates' in params))) return next();
    const { alternates } = params;
    const requestedLocale =
      FALLS_BACK.has(action) && (action === 'findOne' || fallsBackInLists)
        ? readersLocale(params, (await siteOf(strapi).current()).defaultLocale)
        : null;
    delete params.localeFallback; // Strapi knows neither
    delete params.alternates;
    const answer = requestedLocale === null ? await next() : await fallBack(context, requestedLocale, next);
    if (isAsked(alternates) && action.startsWith('find') && !hasOwnAlternates(schemaOf(strapi, uid)))
      await addAlternates(uid, answer);
    return answer;
  };
};
