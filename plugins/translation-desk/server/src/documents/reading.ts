import { errors } from '@strapi/utils';

import type { Locale } from '../../../domain/locale-choice';
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

/** Which locale was asked for and which was answered, noted for `meta`. */
export interface AnsweredLocale {
  readonly locale: Locale;
  readonly requestedLocale: Locale;
}

/** What a request noted for its answer's `meta`. */
export const answeredLocaleOf = (state: unknown): AnsweredLocale | undefined =>
  (state as { translationDesk?: AnsweredLocale }).translationDesk;

/** `true` in GraphQL, `"true"` in a query string. */
const isAsked = (value: unknown): boolean => value === true || value === 'true';

const refuseOnLists = (): never => {
  const message =
    'localeFallback works on one entry (by documentId or slug), not on lists: an entry would stand in a list of another language. Leave it out.';
  throw new errors.ValidationError(message, {
    errors: [{ path: ['localeFallback'], message, name: 'ValidationError' }],
  });
};

/**
 * Two things that a read can ask for: `localeFallback`, the entry in the next best language where the asked one is not there, and
 * `alternates`, the languages in which each entry is published.
 */
export const createReading = (strapi: Strapi) => {
  const types = new Set(localisedTypesOf(strapi));

  const chooseLocale = async ({ uid, params }: DocumentContext): Promise<void> => {
    const { documentId, locale, status } = params;
    const requestedLocale =
      typeof locale === 'string' && locale !== '' ? locale : (await siteOf(strapi).current()).defaultLocale;
    const version = await serviceOf(strapi, 'versions').choose(
      uid,
      String(documentId),
      requestedLocale,
      status === 'draft' ? 'draft' : 'published'
    );
    if (!version) return; // as without the parameter: not found
    params.locale = version.locale;
    const ctx = strapi.requestContext.get();
    if (ctx) ctx.state.translationDesk = { locale: version.locale, requestedLocale } satisfies AnsweredLocale;
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
    const { localeFallback, alternates } = params;
    delete params.localeFallback; // Strapi knows neither
    delete params.alternates;
    if (isAsked(localeFallback)) {
      if (action === 'findMany' || action === 'count') refuseOnLists();
      if (action === 'findOne') await chooseLocale(context);
    }
    const answer = await next();
    if (isAsked(alternates) && action.startsWith('find') && !hasOwnAlternates(schemaOf(strapi, uid)))
      await addAlternates(uid, answer);
    return answer;
  };
};
