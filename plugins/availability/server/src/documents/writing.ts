import { errors } from '@strapi/utils';

import { withoutResolution } from '../../../domain/mention';
import { wordsOfProblem, type InputProblem } from '../../../domain/refusal';
import { findInputProblems } from '../../../domain/stock-status-input';
import { isSafeUrl } from '../../../domain/url';
import { withMaterialLocked } from '../database';
import { modelOf } from '../setup';
import { forgetStock, localesOf, sharePublished } from './languages';
import { createRestoreTexts } from './restore-texts';
import { isRow, languageOfEditor, schemaOf, serviceOf, type Row, type Strapi } from '../strapi';

interface DocumentContext {
  readonly uid: string;
  readonly action: string;
  readonly params: Row;
}

/** What the database answers when a unique index refuses a row. */
const isUniqueViolation = (error: unknown): boolean => {
  const code = isRow(error) ? error.code : undefined;
  return code === 'SQLITE_CONSTRAINT_UNIQUE' || code === '23505';
};

const isBlank = (value: unknown): boolean => typeof value === 'string' && value.trim() === '';

/**
 * Checks what is written about stock and materials, whatever door it comes through (REST, GraphQL, the admin, other
 * plugins), and answers with words that say what to change.
 */
export const createWriting = (strapi: Strapi) => {
  const { material, stockStatus } = modelOf(strapi);
  const restoreTexts = createRestoreTexts(strapi);

  const refuse = (problems: readonly InputProblem[]): never => {
    const language = languageOfEditor(strapi);
    const named = problems.map((problem) => ({
      path: [...problem.path],
      message: wordsOfProblem(problem, language),
      name: 'ValidationError',
    }));
    throw new errors.ValidationError(named[0]?.message ?? 'The input is not valid.', { errors: named });
  };

  const materialExists = async (documentId: string): Promise<boolean> =>
    (await strapi.db.query(material.uid).count({ where: { documentId } })) > 0;

  const findUnknownReferences = async (data: Row): Promise<InputProblem[]> => {
    const problems: InputProblem[] = [];
    for (const field of ['material', 'successor']) {
      const documentId = data[field];
      if (typeof documentId === 'string' && !(await materialExists(documentId))) {
        problems.push({ path: [field], key: 'unknown-material', values: { value: documentId } });
      }
    }
    if (typeof data.edition === 'string') {
      const { locales } = await serviceOf(strapi, 'settings').current();
      if (!locales.includes(data.edition)) {
        problems.push({
          path: ['edition'],
          key: 'unknown-edition',
          values: { value: data.edition, locales: locales.join(', ') },
        });
      }
    }
    return problems;
  };

  const findTwins = async (record: Row, ownId: string | undefined): Promise<InputProblem[]> => {
    const others = ownId === undefined ? {} : { documentId: { $ne: ownId } };
    const problems: InputProblem[] = [];
    const edition = record.edition ?? null;
    const twin = await strapi.db.query(stockStatus.uid).findOne({
      where: { material: record.material, edition: edition === null ? { $null: true } : edition, ...others },
    });
    if (twin) {
      problems.push({
        path: ['edition'],
        key: 'taken-edition',
        values: { edition: edition === null ? 'all' : String(edition), documentId: String(twin.documentId) },
      });
    }
    if (record.orderNumber) {
      const sameNumber = await strapi.db
        .query(stockStatus.uid)
        .findOne({ where: { orderNumber: record.orderNumber, ...others } });
      if (sameNumber) {
        problems.push({
          path: ['orderNumber'],
          key: 'taken-order-number',
          values: { value: String(record.orderNumber), documentId: String(sameNumber.documentId) },
        });
      }
    }
    return problems;
  };

  /** @returns the record as it will be */
  const checkStockStatus = async (context: DocumentContext): Promise<Row> => {
    const data = context.params.data as Row;
    for (const field of ['edition', 'orderNumber', 'expectedOn', 'successor', 'note']) {
      if (isBlank(data[field])) data[field] = null; // an emptied form field says "none"
    }
    if (typeof data.orderNumber === 'string') data.orderNumber = data.orderNumber.trim();
    if (data.whenSoldOut === null) delete data.whenSoldOut;
    delete data.soldOut; // kept by the database alone

    const isNew = context.action === 'create';
    const problems = findInputProblems(data, isNew ? 'new' : 'change');
    if (problems.length > 0) refuse(problems);

    const ownId = isNew ? undefined : String(context.params.documentId);
    const stored =
      ownId === undefined ? null : await strapi.db.query(stockStatus.uid).findOne({ where: { documentId: ownId } });
    // A state that is sent back as it was read is no decision: new copies may turn it back.
    if (stored && data.availability === stored.availability) delete data.availability;
    const record: Row = { ...stored, ...data };
    if (record.successor && record.successor === record.material) {
      refuse([{ path: ['successor'], key: 'own-successor' }]);
    }
    const unknown = await findUnknownReferences(data);
    if (unknown.length > 0) refuse(unknown);
    const twins = await findTwins(record, ownId);
    if (twins.length > 0) refuse(twins);
    return record;
  };

  const checkMaterial = ({ params }: DocumentContext): void => {
    const data = params.data as Row;
    delete data.action; // added when read; an answer can be edited and sent back
    Reflect.deleteProperty(data, material.availability); // follows from the stock status
    for (const field of [material.pdfUrl, material.orderUrl]) {
      if (field === null) continue;
      if (isBlank(data[field])) data[field] = null;
      const value = data[field];
      if (value !== undefined && value !== null && !isSafeUrl(value)) {
        refuse([{ path: [field], key: 'not-an-address' }]);
      }
    }
  };

  /** Takes off what was added for reading, so that an answer can be edited and sent back. */
  const cleanTexts = ({ uid, params }: DocumentContext): void => {
    const data = params.data as Row;
    for (const [name, { type }] of Object.entries(schemaOf(strapi, uid)?.attributes ?? {})) {
      const value = data[name];
      if (type === 'blocks' && Array.isArray(value)) data[name] = withoutResolution(value);
    }
  };

  /** A copy enters no text that the material is in: relations of others to it stay theirs, but for those that were asked for. */
  const leaveOthersAlone = (params: Row): void => {
    const data = isRow(params.data) ? params.data : {};
    for (const [name, attribute] of Object.entries(schemaOf(strapi, material.uid)?.attributes ?? {})) {
      if (attribute.type !== 'relation' || !('mappedBy' in attribute)) continue;
      const asked = data[name];
      data[name] = { set: isRow(asked) && Array.isArray(asked.connect) ? asked.connect : [] };
    }
    params.data = data;
  };

  /** Does this write what readers see? Strapi's REST routes publish with the write. */
  const publishes = (action: string, params: Row): boolean =>
    action === 'publish' || ((action === 'create' || action === 'update') && params.status === 'published');

  const writesData = new Set(['create', 'update', 'clone']);
  const writesRows = new Set([...writesData, 'delete', 'publish', 'unpublish', 'discardDraft']);

  return async (context: DocumentContext, proceed: () => Promise<unknown>): Promise<unknown> => {
    const { uid, action, params } = context;
    const { documentId } = params;
    const next =
      uid === material.uid && writesRows.has(action) && typeof documentId === 'string'
        ? () => withMaterialLocked(strapi, documentId, proceed)
        : proceed;
    if (action === 'delete' && uid === material.uid) {
      const before = await localesOf(strapi, String(documentId));
      const answer = await next();
      await forgetStock(strapi, String(documentId), before);
      return answer;
    }
    if (action === 'clone' && uid === material.uid) leaveOthersAlone(params);
    if (action === 'publish' && uid === material.uid) {
      const answer = await next();
      await sharePublished(strapi, String(documentId), params.locale);
      return answer;
    }
    if (!writesData.has(action) || !isRow(params.data)) return next();

    cleanTexts(context);
    if (action === 'update') await restoreTexts(uid, params);
    if (uid === material.uid) {
      checkMaterial(context);
      const answer = await next();
      const id = isRow(answer) ? (answer.documentId ?? documentId) : documentId;
      if (publishes(action, params) && typeof id === 'string') await sharePublished(strapi, id, params.locale);
      return answer;
    }
    if (uid !== stockStatus.uid) return next();

    const record = await checkStockStatus(context);
    try {
      return await next();
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      // Somebody else was quicker between the check and the write: the same words, found by asking again.
      const twins = await findTwins(record, action === 'create' ? undefined : String(params.documentId));
      if (twins.length === 0) throw error;
      return refuse(twins);
    }
  };
};
