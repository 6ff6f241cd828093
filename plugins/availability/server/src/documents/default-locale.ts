import { schemaOf, serviceOf, type Row, type Strapi } from '../strapi';

interface DocumentContext {
  readonly uid: string;
  readonly action: string;
  readonly params: Row;
}

const READS = new Set(['findMany', 'findFirst', 'findOne', 'count']);

/**
 * Where a read names no locale, Strapi asks the database for the default one: twice for a list, at the price of a query of its
 * own each time. The settings know it already, so it is named here. This is what pays for `action` in REST.
 */
export const createDefaultLocale = (strapi: Strapi) => {
  const isLocalised = (uid: string): boolean =>
    (schemaOf(strapi, uid)?.pluginOptions as { i18n?: { localized?: boolean } } | undefined)?.i18n?.localized === true;

  return async ({ uid, action, params }: DocumentContext, next: () => Promise<unknown>): Promise<unknown> => {
    const isContentApi = strapi.requestContext.get()?.state.route?.info?.type === 'content-api';
    if (isContentApi && READS.has(action) && !params.locale && isLocalised(uid)) {
      params.locale = (await serviceOf(strapi, 'settings').current()).defaultLocale;
    }
    return next();
  };
};
