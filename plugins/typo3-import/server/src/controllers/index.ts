import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';

import { MappingProblem } from '../../../domain/mapping';
import { inLanguages, Problem, PROBLEMS, problemWords, type ProblemCode } from '../../../domain/problems';
import { REPORT_KINDS, REPORT_LANGUAGES } from '../../../domain/run-report';
import { whenReady } from '../not-ready';
import { configOf, serviceOf, siteOf, type Strapi } from '../strapi';

const parse = <Output>(schema: z.ZodType<Output>, value: unknown): Output => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => ({
    path: path.map(String),
    message,
    name: 'ValidationError',
  }));
  const fields = problems.map(({ path }) => path.join('.')).join(', ');
  throw new errors.ValidationError(problems.map(({ path, message }) => `${path.join('.')}: ${message}`).join(' '), {
    ...{ code: 'unusable-input', errors: problems },
    words: inLanguages((language) => problemWords('unusable-input', { what: fields }, language)),
  });
};

/** What a refusal says in each language. */
const saying = (code: ProblemCode) => ({ code, words: PROBLEMS[code] });
const refused = (code: ProblemCode) => new errors.ApplicationError(PROBLEMS[code].en, saying(code));
const missing = (code: ProblemCode) => new errors.NotFoundError(PROBLEMS[code].en, saying(code));

const START = z.strictObject({
  source: z.uuid('must be the id of an uploaded source.'),
  mapping: z.string('must be the mapping as YAML or JSON.').max(500_000),
  mode: z.enum(['dry-run', 'write'], 'must be “dry-run” or “write”.').default('dry-run'),
  overwrite: z.boolean().default(false),
  applySuggestions: z.boolean().default(false),
});

const CONFIDENCES = ['proven', 'consistent', 'guess'] as const;

const REPORT = z.object({
  kind: z
    .enum(REPORT_KINDS, `must be one of ${REPORT_KINDS.join(', ')}.`)
    .nullable()
    .default(null),
  reason: z.string().max(60).nullable().default(null),
  confidence: z
    .enum(CONFIDENCES, `must be one of ${CONFIDENCES.join(', ')}.`)
    .nullable()
    .default(null),
  record: z.string().trim().min(1).max(200).nullable().default(null),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
});

const DOWNLOAD = z.object({
  format: z.enum(['html', 'json', 'summary'], 'must be “html”, “json” or “summary”.').default('html'),
  language: z.enum(REPORT_LANGUAGES, `must be one of ${REPORT_LANGUAGES.join(', ')}.`).default('de'),
});

const TRUE = z
  .enum(['true', 'false'], 'must be “true” or “false”.')
  .default('false')
  .transform((word) => word === 'true');
const ARTICLE = z.object({ locale: z.string().max(20).optional(), write: TRUE, applySuggestions: TRUE });

interface FormFile {
  readonly filepath: string;
  readonly originalFilename?: string | null;
}

/** The files of a form, under the name `file`; at least one. */
const filesOf = (ctx: Context): readonly [FormFile, ...FormFile[]] => {
  const { file } = ((ctx.request as { files?: Record<string, FormFile | FormFile[]> }).files ?? {}) as Record<
    string,
    FormFile | FormFile[]
  >;
  const [first, ...others] = [file ?? []].flat();
  if (first) return [first, ...others];
  const message = PROBLEMS['no-form-file'].en;
  throw new errors.ValidationError(`file: ${message}`, {
    ...saying('no-form-file'),
    errors: [{ path: ['file'], message, name: 'ValidationError' }],
  });
};

const fileOf = (ctx: Context): FormFile => filesOf(ctx)[0];

/** What is wrong with an upload or a mapping is the asker's to know. */
const asProblem = (error: unknown): unknown => {
  if (error instanceof MappingProblem) {
    return new errors.ValidationError(error.message, {
      ...{ code: error.code, words: error.words },
      errors: [{ path: ['mapping'], message: error.message, name: 'ValidationError' }],
    });
  }
  return error instanceof Problem
    ? new errors.ApplicationError(error.message, { code: error.code, words: error.words })
    : error;
};

const guarded =
  (action: (ctx: Context) => Promise<unknown>) =>
  async (ctx: Context): Promise<unknown> => {
    try {
      return await action(ctx);
    } catch (error) {
      throw asProblem(error);
    }
  };

/** Routes of the admin: upload, dry run, start, progress, report. */
const createController = (strapi: Strapi) => {
  const imports = () => serviceOf(strapi, 'imports');
  const idOf = (ctx: Context): string => String((ctx.params as { id?: unknown }).id);
  const found = <Found>(value: Found | null): Found => {
    if (value === null) throw missing('no-import');
    return value;
  };

  return {
    async settings(ctx: Context): Promise<void> {
      const { locales, defaultLocale } = await siteOf(strapi).current();
      ctx.body = {
        data: { hasFileadmin: configOf(strapi).fileadmin !== '', locales, defaultLocale, kinds: REPORT_KINDS },
      };
    },
    async sources(ctx: Context): Promise<void> {
      ctx.body = { data: await imports().sources() };
    },
    addSource: guarded(async (ctx) => {
      const { filepath, originalFilename } = fileOf(ctx);
      ctx.body = { data: await imports().addSource(originalFilename ?? 'dump.sql', filepath) };
      ctx.status = 201;
    }),
    async removeSource(ctx: Context): Promise<void> {
      found((await imports().removeSource(idOf(ctx))) ? true : null);
      ctx.status = 204;
    },
    addSites: guarded(async (ctx) => {
      const files = filesOf(ctx).map(({ filepath, originalFilename }) => ({
        ...{ filepath, name: originalFilename ?? 'config.yaml' },
      }));
      const source = await imports().addSites(idOf(ctx), files);
      if (source === null) throw missing('no-upload');
      ctx.body = { data: source };
    }),
    start: guarded(async (ctx) => {
      const run = await imports().start(parse(START, ctx.request.body ?? {}));
      if (run === null) throw missing('no-upload');
      ctx.body = { data: run };
      ctx.status = 202;
    }),
    async runs(ctx: Context): Promise<void> {
      ctx.body = { data: await imports().runs() };
    },
    async run(ctx: Context): Promise<void> {
      ctx.body = { data: found(await imports().run(idOf(ctx))) };
    },
    async stop(ctx: Context): Promise<void> {
      found(imports().stop(idOf(ctx)) ? true : null);
      ctx.status = 204;
    },
    async report(ctx: Context): Promise<void> {
      const { page, pageSize, ...wanted } = parse(REPORT, ctx.query);
      const { entries, counts, reasons, total } = found(await imports().report(idOf(ctx), wanted, page, pageSize));
      ctx.body = { data: entries, meta: { counts, reasons, pagination: { page, pageSize, total } } };
    },
    async download(ctx: Context): Promise<void> {
      const { format, language } = parse(DOWNLOAD, ctx.query);
      ctx.body = found(await imports().download(idOf(ctx), format, language));
      ctx.type = format === 'json' ? 'json' : 'html';
      const name = format === 'summary' ? 'typo3-import-summary.html' : `typo3-import.${format}`;
      ctx.set('Content-Disposition', `attachment; filename="${name}"`);
    },
    async applySuggestion(ctx: Context): Promise<void> {
      const { entry } = ctx.params as { entry?: unknown };
      const id = Number(entry);
      const state = Number.isSafeInteger(id) ? await imports().applySuggestion(idOf(ctx), id) : 'unknown';
      if (state === 'unknown') throw missing('no-suggestion');
      if (state === 'dry-run') throw refused('wrote-nothing');
      if (state === 'stale') throw refused('sentence-gone');
      ctx.body = { data: { state } };
    },
    article: guarded(async (ctx) => {
      const options = parse(ARTICLE, ctx.request.body ?? {});
      const { filepath, originalFilename } = fileOf(ctx);
      const name = originalFilename ? { name: originalFilename } : {};
      ctx.body = { data: await imports().article(filepath, { ...options, ...name }) };
    }),
  };
};

export default {
  imports: ({ strapi }: { strapi: Strapi }) => whenReady(strapi, createController(strapi)),
};
