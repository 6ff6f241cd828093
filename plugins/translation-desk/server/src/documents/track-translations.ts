import { isRow, localisedTypesOf, serviceOf, type DocumentContext, type Strapi } from '../strapi';

const WRITES = new Set(['create', 'update', 'publish', 'unpublish', 'discardDraft', 'delete', 'clone']);

const documentIdOf = ({ action, params }: DocumentContext, answer: unknown): unknown =>
  action === 'create' || action === 'clone' ? isRow(answer) && answer.documentId : params.documentId;

/** After every write of a localised entry, by any door that leads through the Document Service, notes what is translated from what. */
export const createTranslationTracking = (strapi: Strapi) => {
  const types = new Set(localisedTypesOf(strapi));

  return async (context: DocumentContext, next: () => Promise<unknown>): Promise<unknown> => {
    const answer = await next();
    const { uid, action } = context;
    if (!types.has(uid) || !WRITES.has(action)) return answer;
    const documentId = documentIdOf(context, answer);
    if (typeof documentId === 'string') await serviceOf(strapi, 'translations').written(uid, documentId);
    return answer;
  };
};
