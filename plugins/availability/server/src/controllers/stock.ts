import { createReadStream } from 'node:fs';

import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';

import { AVAILABILITIES, WHEN_SOLD_OUT, type Availability, type WhenSoldOut } from '../../../domain/availability';
import { readableTitles } from '../readable-titles';
import { modelOf } from '../setup';
import { documentsOf, isRow, serviceOf, type Row, type Strapi } from '../strapi';
import { DESK_SORTS } from '../services/stock-desk';
import { FILE_LANGUAGES, stockFileIn } from '../../../domain/stock-file-words';
import { MissingColumnError, StockFileConflict, TooManyLinesError, TwinColumnsError } from '../services/stock-file';
import type { StockOutcome } from '../services/stock';

const documentId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const listOf = <Item extends z.ZodType>(item: Item) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').filter((part) => part !== '') : (value ?? [])),
    z.array(item).max(100)
  );

const DESK_QUERY = z.object({
  search: z.string().trim().max(200).default(''),
  states: listOf(z.enum(AVAILABILITIES as [Availability, ...Availability[]])),
  sort: z.enum(DESK_SORTS).default('updatedAt'),
  order: z.enum(['ASC', 'DESC']).default('DESC'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
});
/** How many are too many is said by the service, in words that the admin has in its languages. */
const COPIES = z
  .number({ error: 'copies must be a whole number.' })
  .refine(Number.isSafeInteger, 'copies must be a whole number.');
const NOTE = z.string().max(500).nullish();
const REASON = z.enum(['delivery', 'correction']).default('correction');
/** The copies on the shelf that were seen; null is "not counted". */
const SEEN = z.number().int().min(0).nullish();
const CHANGE = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('delta'), copies: COPIES, reason: REASON, note: NOTE, seen: SEEN }),
  z.strictObject({
    kind: z.literal('count'),
    copies: COPIES.refine((copies) => copies >= 0, 'copies must be 0 or more: there are no negative copies.'),
    reason: REASON,
    note: NOTE,
    seen: SEEN,
  }),
  z.strictObject({ kind: z.literal('uncounted'), reason: REASON, note: NOTE, seen: SEEN }),
]);
/** What may be said of an edition here, besides its quantity. The values are checked where all writes are. */
const UPDATE = z.strictObject({
  availability: z.enum(AVAILABILITIES as [Availability, ...Availability[]]).optional(),
  whenSoldOut: z.enum(WHEN_SOLD_OUT as readonly [WhenSoldOut, ...WhenSoldOut[]]).optional(),
  expectedOn: z.string().nullable().optional(),
  successor: z.string().nullable().optional(),
  lowStockAt: z.number().nullable().optional(),
});

const parse = <Output>(schema: z.ZodType<Output>, value: unknown): Output => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => ({
    path: path.map(String),
    message,
    name: 'ValidationError',
  }));
  const [first] = problems;
  throw new errors.ValidationError(first ? `${first.path.join('.')}: ${first.message}` : 'The input is not valid.', {
    errors: problems,
  });
};

/** 409: somebody else changed the copies on the shelf since they were seen. */
const answerChanged = (ctx: Context, onHand: number | null): void => {
  const now = onHand === null ? 'nobody counts them any more' : `${onHand} copies are on the shelf now`;
  ctx.status = 409;
  ctx.body = {
    data: null,
    error: {
      status: 409,
      name: 'ConflictError',
      message: `Somebody changed this meanwhile: ${now}. Nothing was changed.`,
      details: { problem: 'changed', code: 'changed', quantity: onHand },
    },
  };
};

type Refusal = Omit<Extract<StockOutcome, { ok: false }>, 'ok' | 'problem'> & {
  readonly problem: Exclude<Extract<StockOutcome, { ok: false }>['problem'], 'changed'>;
};

/** In English for API users; the admin finds its own words by `details.problem`. */
const refuse = ({ problem, quantity }: Refusal, id: string): never => {
  const details = { problem, quantity };
  switch (problem) {
    case 'unknown':
      throw new errors.NotFoundError(`There is no stock status “${id}”.`, details);
    case 'not-counted':
      throw new errors.ApplicationError(
        'Nobody counts this edition, so there is nothing to add to. Count it first.',
        details
      );
    case 'too-few':
      throw new errors.ApplicationError(
        `There are only ${quantity ?? 0} copies: so many cannot be taken. Count them if that is wrong.`,
        details
      );
    case 'too-many':
      throw new errors.ApplicationError('That is more than 100,000,000 copies: is it a typing error?', details);
    case 'busy':
      throw new errors.ApplicationError('Others are changing this edition right now. Try again.', details);
  }
};

const refuseConflict = (conflict: StockFileConflict): never => {
  throw new errors.ApplicationError(
    `“${conflict.message}” was changed by somebody else at the same time. Nothing was changed: try again.`,
    { problem: 'conflict' }
  );
};

const UPLOAD_QUERY = z.object({
  dryRun: z.enum(['true', 'false']).default('true'),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .default('en'),
});

const userIdOf = (ctx: Context): number | null => {
  const { user } = ctx.state as { user?: { id?: unknown } };
  return typeof user?.id === 'number' ? user.id : null;
};

/** The stock desk and the panels of the admin: behind the admin's own login and permissions. */
export const createStockController = (strapi: Strapi) => {
  const storedStatus = async (id: string): Promise<Row> => {
    const { stockStatus } = modelOf(strapi);
    const stored = documentId.safeParse(id).success
      ? ((await strapi.db.query(stockStatus.uid).findOne({ where: { documentId: id } })) as Row | null)
      : null;
    if (!stored) throw new errors.NotFoundError(`There is no stock status “${id.slice(0, 64)}”.`);
    return stored;
  };

  return {
    /** `GET /availability/settings`: which content types the screens are about. */
    settings(ctx: Context): void {
      const { material, stockStatus } = modelOf(strapi);
      ctx.body = { data: { materialUid: material.uid, stockStatusUid: stockStatus.uid } };
    },

    /** `GET /availability/materials?search=` or `?ids=ID,ID`: titles, for pickers. */
    async materials(ctx: Context): Promise<void> {
      const { search, ids } = parse(
        z.object({ search: z.string().max(200).default(''), ids: listOf(documentId) }),
        ctx.query
      );
      const materials = serviceOf(strapi, 'materials');
      const titles = await readableTitles(strapi, ctx);
      ctx.body = {
        data: ids.length > 0 ? await materials.titlesOf(ids, titles) : await materials.search(search, titles),
      };
    },

    /** `GET /availability/panel/:documentId`: everything about a material's stock, and what readers get in each locale. */
    async panel(ctx: Context): Promise<void> {
      const material = parse(documentId, ctx.params.documentId);
      ctx.body = { data: await serviceOf(strapi, 'panel').of(material, await readableTitles(strapi, ctx)) };
    },

    /** `GET /availability/stock`: a page of the desk. */
    async find(ctx: Context): Promise<void> {
      const query = parse(DESK_QUERY, ctx.query);
      const { rows, ...pagination } = await serviceOf(strapi, 'stockDesk').page(
        query,
        await readableTitles(strapi, ctx)
      );
      ctx.body = { data: rows, meta: { ...pagination, page: query.page, pageSize: query.pageSize } };
    },

    /**
     * `POST /availability/stock/:documentId/changes`: copies come, go, or were counted.
     * `seen` is the number on the shelf that was shown: where it is another by now, 409 with the new one, and nothing is written.
     * Answers with `undo`, a body for the same route that takes the change back.
     */
    async change(ctx: Context): Promise<void> {
      const { note, seen, ...change } = parse(CHANGE, ctx.request.body);
      // Absent is "saw none"; null is "saw that nobody counts".
      const sawIt = seen === undefined ? {} : { seen };
      const id = String(ctx.params.documentId);
      const outcome = await serviceOf(strapi, 'stock').change({
        ...change,
        ...sawIt,
        stockStatus: id,
        note: note ?? null,
        who: userIdOf(ctx),
      });
      if (!outcome.ok) {
        const { problem, quantity } = outcome;
        return problem === 'changed' ? answerChanged(ctx, quantity) : refuse({ problem, quantity }, id.slice(0, 64));
      }
      ctx.body = {
        data: { before: outcome.before, after: outcome.after, short: outcome.short, undo: outcome.inverse },
      };
    },

    /** `PUT /availability/stock/:documentId`: state and days. Answers with `undo`, a body for this route. */
    async update(ctx: Context): Promise<void> {
      const data = parse(UPDATE, ctx.request.body);
      const { documentId: id, ...stored } = await storedStatus(String(ctx.params.documentId));
      await documentsOf(strapi, modelOf(strapi).stockStatus.uid).update({ documentId: String(id), data } as never);
      const who = userIdOf(ctx);
      if (who !== null) {
        await strapi.db
          .query(modelOf(strapi).stockStatus.uid)
          .update({ where: { documentId: id }, data: { updatedBy: who } });
      }
      // What the count turned by itself is turned back by the count: it is “in stock” that has to be written again.
      const before: Row = { ...stored, ...(stored.soldOut ? { availability: 'in-stock' } : {}) };
      ctx.body = { data: { undo: Object.fromEntries(Object.keys(data).map((key) => [key, before[key] ?? null])) } };
    },

    /** `GET /availability/stock/file?language=de`: all editions as CSV. */
    async download(ctx: Context): Promise<void> {
      const { language } = parse(z.object({ language: z.enum(FILE_LANGUAGES).default('en') }), ctx.query);
      ctx.set('Content-Type', 'text/csv; charset=utf-8');
      ctx.attachment(stockFileIn(language).name);
      ctx.body = serviceOf(strapi, 'stockFile').write(language, await readableTitles(strapi, ctx));
    },

    /** `POST /availability/stock/file?dryRun=true&language=de` with the file as `file` of a form; the language says how days are written. */
    async upload(ctx: Context): Promise<void> {
      const { dryRun, language } = parse(UPLOAD_QUERY, ctx.query);
      const given = (ctx.request as unknown as { files?: Record<string, unknown> }).files?.file;
      const file = Array.isArray(given) ? given[0] : given;
      if (!isRow(file) || typeof file.filepath !== 'string') {
        throw new errors.ValidationError('file: send a CSV file as the field “file” of a form.');
      }
      try {
        const report = await serviceOf(strapi, 'stockFile').take(
          createReadStream(file.filepath),
          dryRun === 'true',
          userIdOf(ctx),
          await readableTitles(strapi, ctx),
          language
        );
        const shown = 500;
        const taking = report.changes.filter(({ takesButton }) => takesButton);
        ctx.body = {
          data: {
            ...report,
            changeCount: report.changes.length,
            takesButtons: { count: taking.length, titles: taking.slice(0, 5).map(({ title }) => title) },
            errorCount: report.errors.length,
            changes: report.changes.slice(0, shown),
            errors: report.errors.slice(0, shown),
          },
        };
      } catch (error) {
        if (error instanceof MissingColumnError) {
          throw new errors.ValidationError(error.message, { problem: 'columns' });
        }
        if (error instanceof TwinColumnsError) {
          throw new errors.ValidationError(error.message, { problem: 'twin-columns', headings: error.headings });
        }
        if (error instanceof TooManyLinesError) {
          throw new errors.ValidationError(error.message, { problem: 'too-many-lines' });
        }
        if (error instanceof StockFileConflict) return refuseConflict(error);
        throw error;
      }
    },

    /** `POST /availability/stock/file/undo` `{ id }`: takes the last file back that this person applied. */
    async undoUpload(ctx: Context): Promise<void> {
      const { id } = parse(z.strictObject({ id: z.string().max(64) }), ctx.request.body);
      try {
        const changes = await serviceOf(strapi, 'stockFile').undo(id, userIdOf(ctx));
        if (changes === null) {
          throw new errors.NotFoundError('This file was taken back already, or another one was applied since.', {
            problem: 'no-upload',
          });
        }
        ctx.body = { data: { changes } };
      } catch (error) {
        if (error instanceof StockFileConflict) return refuseConflict(error);
        throw error;
      }
    },

    /** `GET /availability/attention`: what somebody should look at. */
    async attention(ctx: Context): Promise<void> {
      ctx.body = { data: await serviceOf(strapi, 'stockDesk').attention(5, await readableTitles(strapi, ctx)) };
    },

    /** `GET /availability/glance`: how many editions are in each state. */
    async glance(ctx: Context): Promise<void> {
      ctx.body = { data: await serviceOf(strapi, 'stockDesk').glance() };
    },
  };
};
