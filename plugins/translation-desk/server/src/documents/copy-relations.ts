import { isRow, localisedTypesOf, serviceOf, siteOf, type DocumentContext, type Strapi } from '../strapi';

/**
 * A language that an entry gets begins with the relations of its source, as far as the other entries are there in that language: Strapi
 * would begin with none. What is said in the request stays as it is said.
 */
export const createRelationCopying = (strapi: Strapi) => {
  const types = new Set(localisedTypesOf(strapi));

  return async ({ uid, action, params }: DocumentContext, next: () => Promise<unknown>): Promise<unknown> => {
    const { documentId, data } = params;
    if (action === 'update' && types.has(uid) && typeof documentId === 'string' && isRow(data)) {
      const asked = typeof params.locale === 'string' && params.locale !== '' ? params.locale : null;
      const locale = asked ?? (await siteOf(strapi).current()).defaultLocale;
      await serviceOf(strapi, 'relations').beginWith(uid, documentId, locale, data);
    }
    return next();
  };
};
