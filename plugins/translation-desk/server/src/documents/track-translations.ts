import { isRow, localisedTypesOf, serviceOf, type DocumentContext, type Strapi } from '../strapi';

const WRITES = new Set(['create', 'update', 'publish', 'unpublish', 'discardDraft', 'delete', 'clone']);

const documentIdOf = ({ action, params }: DocumentContext, answer: unknown): unknown =>
  action === 'create' || action === 'clone' ? isRow(answer) && answer.documentId : params.documentId;

/**
 * After every write of a localised entry, by any door that leads through the Document Service, notes what is translated from what.
 * An editor's work is never lost over the books: what goes wrong with them is logged, and mended by the entry's next save.
 */
export const createTranslationTracking = (strapi: Strapi) => {
  const types = new Set(localisedTypesOf(strapi));

  return async (context: DocumentContext, next: () => Promise<unknown>): Promise<unknown> => {
    const answer = await next();
    const { uid, action } = context;
    if (!types.has(uid) || !WRITES.has(action)) return answer;
    const documentId = documentIdOf(context, answer);
    if (typeof documentId !== 'string') return answer;
    try {
      await serviceOf(strapi, 'translations').refresh(uid, [documentId]);
    } catch (error) {
      strapi.log.error(
        `translation-desk: ${uid} ${documentId}: ${error instanceof Error ? error.message : String(error)}`
      );
    }
    return answer;
  };
};
