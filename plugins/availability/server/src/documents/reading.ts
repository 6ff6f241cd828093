import { readersLocale } from '@inprint/kit/next-best-language';

import type { Audience, DocumentId } from '../../../domain/facts';
import { modelOf } from '../setup';
import { isReader, isRow, serviceOf, type Auth, type Row, type Strapi } from '../strapi';
import { textFieldsOf } from '../services/facts';
import { createContentWalk } from './content-walk';

interface DocumentContext {
  readonly uid: string;
  readonly action: string;
  readonly params: Row;
}

/**
 * Is this document read for a REST answer? The admin gets what is stored; GraphQL asks field by field, and its requests are
 * content API requests too, but on no route of a content type.
 */
const isForRestAnswer = (strapi: Strapi): boolean => {
  const route = strapi.requestContext.get()?.state.route;
  return route?.info?.type === 'content-api' && typeof route.path === 'string';
};

/**
 * Adds to an answer what readers can do now: `action` on every material, and mentions in texts brought up to date, in the language of
 * the entry, or in that of a reader who takes the next best one. Facts are loaded once for the whole answer.
 */
export const createReading = (strapi: Strapi) => {
  const { material } = modelOf(strapi);
  const walk = createContentWalk(strapi, material.uid);

  const complete = async (answer: unknown, { uid, params }: DocumentContext, readers: string | null): Promise<void> => {
    const asked = typeof params.locale === 'string' && params.locale !== '*' ? params.locale : null;
    const found = walk(answer, uid, asked);
    const service = serviceOf(strapi, 'texts');
    const texts = found.texts.flatMap((place) => {
      const text = service.open(place.holder[place.attribute], place.format);
      return text ? [{ ...place, text }] : [];
    });
    if (found.materials.length === 0 && texts.length === 0) return;

    const documentIds = new Set<DocumentId>(found.materials.map(({ documentId }) => String(documentId)));
    const references = texts.flatMap(({ text }) => text.references);
    const identify = await service.identify(references);
    for (const reference of references) {
      const documentId = identify(reference);
      if (documentId !== null) documentIds.add(documentId);
    }
    const audience: Audience = params.status === 'draft' ? 'preview' : 'public';
    const desk = await serviceOf(strapi, 'actions').resolverFor(documentIds, audience);
    const { defaultLocale } = desk.settings;
    const auth = strapi.requestContext.get()?.state.auth as Auth | undefined;

    for (const entry of found.materials) {
      const documentId = String(entry.documentId);
      const own = (typeof entry.locale === 'string' ? entry.locale : desk.localeOfRow(Number(entry.id))) ?? asked;
      const inOwn = desk.answer(documentId, own ?? defaultLocale);
      const action = readers === null ? inOwn : desk.answer(documentId, readers);
      entry.action = action;
      const isRecalled = [action, inOwn].some(({ availability }) => availability === 'withdrawn');
      if (isRecalled && isReader(auth)) withholdFile(entry);
    }
    for (const { holder, attribute, locale, text } of texts) {
      holder[attribute] = text.resolve(identify, (documentId) =>
        desk.find(documentId, readers ?? locale ?? asked ?? defaultLocale)
      );
    }
  };

  /** A recalled text is not handed out by its raw fields either. */
  const withholdFile = (entry: Row): void => {
    for (const attribute of textFieldsOf(material)) {
      if (attribute in entry) entry[attribute] = null;
    }
  };

  return async (context: DocumentContext, next: () => Promise<unknown>): Promise<unknown> => {
    if (!isForRestAnswer(strapi)) return next();
    // Further in, the next best language takes the place of the reader's.
    const readers = readersLocale(context.params, (await serviceOf(strapi, 'settings').current()).defaultLocale);
    const answer = await next();
    // Publishing and deleting answer with `{ documentId, entries }`, everything else with entries.
    const entries = isRow(answer) && Array.isArray(answer.entries) ? answer.entries : answer;
    await complete(entries, context, readers);
    return answer;
  };
};
