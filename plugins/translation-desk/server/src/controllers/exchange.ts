import { readFile } from 'node:fs/promises';

import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';

import { STATES_TO_DO, TRANSLATION_STATES } from '../../../domain/translation';
import { XLIFF_VERSIONS } from '../../../domain/xliff/exported';
import { refusing } from '../refusing';
import { isRow, serviceOf, siteOf, type Strapi } from '../strapi';
import type { Related } from '../services/relations/gaps';
import { shapesOf } from '../translatable';
import { accessTo } from './access';
import { nameOfEditor } from './editor-name';
import { FILTERS, listOf, refuseQuery } from './reading-query';

/** A file of 5 MB of text is larger as XLIFF: it holds the source, too. In bytes. */
const LARGEST_FILE = 32 * 1024 * 1024;

const QUERY = z.object({
  ...FILTERS,
  locale: z.string('locale must be the language to translate into.').min(1),
  source: z.string('source must be the language to translate from.').default(''),
  entries: listOf(z.string()),
  version: z.enum(XLIFF_VERSIONS, `version must be one of ${XLIFF_VERSIONS.join(', ')}.`).default('2.0'),
});

const EXPORT = QUERY.extend({
  /** To whom the file goes: then it is noted what is out. */
  recipient: z.string().trim().max(200, 'recipient must have at most 200 characters.').default(''),
  note: z.string().trim().max(2000, 'note must have at most 2000 characters.').default(''),
  withOut: z.enum(['true', 'false'], 'withOut must be true or false.').default('false'),
});

/** Routes of the admin: texts out, translations in, and the relations that a translation lacks. */
export const createExchangeController = (strapi: Strapi) => {
  const { typesFrom, knownLocales, mayRead, mayWrite, mayTranslate, target } = accessTo(strapi);
  const { say, refuse } = refusing(strapi);

  /** @throws ValidationError, PayloadTooLargeError */
  const fileFrom = async (ctx: Context): Promise<Uint8Array> => {
    const given = (ctx.request as unknown as { files?: Record<string, unknown> }).files?.file;
    const file: unknown = Array.isArray(given) ? given[0] : given;
    if (!isRow(file) || typeof file.filepath !== 'string') return refuse('file', { key: 'no-file' });
    if (Number(file.size) > LARGEST_FILE) {
      const megabytes = LARGEST_FILE / 1024 / 1024;
      throw new errors.PayloadTooLargeError(say({ key: 'too-large', values: { megabytes } }));
    }
    return readFile(file.filepath);
  };

  return {
    /** What is to be translated into a language, as XLIFF, with its name. */
    async exportTexts(ctx: Context): Promise<void> {
      const parsed = EXPORT.safeParse(ctx.query);
      if (!parsed.success) return refuseQuery(parsed.error.issues);
      const { type, states, locale, source, entries, withOut, ...rest } = parsed.data;
      // Whoever chose entries means these, however far they are.
      const usual = entries.length > 0 ? TRANSLATION_STATES : STATES_TO_DO;
      const sourceLocale = source === '' ? (await siteOf(strapi).current()).defaultLocale : source;
      await knownLocales('locale', [locale]);
      await knownLocales('source', [sourceLocale]);
      if (locale === sourceLocale) return refuse('locale', { key: 'same-language' });
      ctx.body = {
        data: await serviceOf(strapi, 'exchange').exportTexts({
          ...rest,
          types: typesFrom(ctx, type).filter((uid) => mayRead(ctx, uid, sourceLocale)),
          states: states.length > 0 ? states : usual,
          chosen: entries,
          withOut: withOut === 'true',
          by: nameOfEditor(ctx),
          sourceLocale,
          locale,
        }),
      };
    },

    /** What is out with translators. */
    async jobs(ctx: Context): Promise<void> {
      ctx.body = { data: await serviceOf(strapi, 'jobs').list() };
    },

    /** Takes a job back: what it had out can be exported again. */
    async cancelJob(ctx: Context): Promise<void> {
      const { id } = ctx.params as Record<string, string>;
      const number = Number(id);
      const isGone = !Number.isSafeInteger(number) || !(await serviceOf(strapi, 'jobs').cancel(number));
      if (isGone) throw new errors.NotFoundError(say({ key: 'no-job' }));
      ctx.status = 204;
    },

    /** Translations as the field `file` of a form; writes only with `dryRun=false`. */
    async importTexts(ctx: Context): Promise<void> {
      const may = mayWrite(ctx);
      const types = typesFrom(ctx, '');
      ctx.body = {
        data: await serviceOf(strapi, 'exchange').importTexts(await fileFrom(ctx), {
          isDryRun: ctx.query.dryRun !== 'false',
          wanted: null,
          mayWrite: (uid, locale, isThere, field) => {
            const shape = shapesOf(strapi, uid)[field];
            const parts =
              shape?.kind === 'component' ? Object.keys(shape.fields).map((name) => `${field}.${name}`) : [];
            return types.includes(uid) && may(uid, locale, isThere, field, parts);
          },
        }),
      };
    },

    /** Where a translation has less relations than its source. */
    async relations(ctx: Context): Promise<void> {
      const { uid, documentId, locale } = await target(ctx);
      const [gaps, labels] = await Promise.all([
        serviceOf(strapi, 'relations').gaps(uid, documentId, locale),
        serviceOf(strapi, 'desk').labelsOf(uid),
      ]);
      const visible = gaps.flatMap((gap) => {
        const readable = (some: readonly Related[]) => some.filter(({ type }) => mayRead(ctx, type));
        const mine = { missing: readable(gap.missing), absent: readable(gap.absent), surplus: readable(gap.surplus) };
        return Object.values(mine).some((list) => list.length > 0) ? [{ ...gap, ...mine }] : [];
      });
      ctx.body = {
        data: {
          mayTake: mayTranslate(ctx, uid, locale),
          gaps: visible.map((gap) => {
            const [field = '', ...rest] = gap.path.split('.');
            const position = rest.find((part) => /^\d+$/.test(part));
            return { ...gap, field, label: labels[field] ?? field, position: position ? Number(position) + 1 : null };
          }),
        },
      };
    },

    /** Takes over, into the draft, every related entry that is there in this language. */
    async applyRelations(ctx: Context): Promise<void> {
      const { uid, documentId, locale } = await target(ctx);
      const may = mayWrite(ctx);
      const gaps = await serviceOf(strapi, 'relations').gaps(uid, documentId, locale);
      const fields = new Set(
        gaps.filter(({ missing }) => missing.length > 0).map(({ path }) => path.split('.')[0] ?? '')
      );
      if (![...fields].every((field) => may(uid, locale, true, field))) {
        throw new errors.ForbiddenError(say({ key: 'may-not-write' }));
      }
      ctx.body = { data: { taken: await serviceOf(strapi, 'relations').apply(uid, documentId, locale) } };
    },
  };
};
