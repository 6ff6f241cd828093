import { readFile } from 'node:fs/promises';

import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';

import { TRANSLATION_STATES } from '../../../domain/translation';
import { refusing } from '../refusing';
import { isRow, serviceOf, siteOf, type Strapi } from '../strapi';
import { shapesOf } from '../translatable';
import { accessTo } from './access';
import { FILTERS, listOf, refuseQuery } from './reading-query';

/** A file of 5 MB of text is larger as XLIFF: it holds the source, too. In bytes. */
const LARGEST_FILE = 32 * 1024 * 1024;

const QUERY = z.object({
  ...FILTERS,
  locale: z.string('locale must be the language to translate into.').min(1),
  source: z.string('source must be the language to translate from.').default(''),
  entries: listOf(z.string()),
});

/** Routes of the admin: texts out, translations in, and the relations that a translation lacks. */
export const createExchangeController = (strapi: Strapi) => {
  const { typesFrom, knownLocales, mayRead, mayWrite, mayTranslate, target } = accessTo(strapi);
  const { say, refuse } = refusing(strapi);

  const readUtf8 = async (path: string): Promise<string> => {
    const bytes = await readFile(path);
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      return refuse('file', { key: 'not-utf8' });
    }
  };

  /** @throws ValidationError, PayloadTooLargeError */
  const fileFrom = async (ctx: Context): Promise<string> => {
    const given = (ctx.request as unknown as { files?: Record<string, unknown> }).files?.file;
    const file: unknown = Array.isArray(given) ? given[0] : given;
    if (!isRow(file) || typeof file.filepath !== 'string') return refuse('file', { key: 'no-file' });
    if (Number(file.size) > LARGEST_FILE) {
      const megabytes = LARGEST_FILE / 1024 / 1024;
      throw new errors.PayloadTooLargeError(say({ key: 'too-large', values: { megabytes } }));
    }
    return readUtf8(file.filepath);
  };

  return {
    /** What is missing or outdated in a language, as XLIFF, with its name. */
    async handOut(ctx: Context): Promise<void> {
      const parsed = QUERY.safeParse(ctx.query);
      if (!parsed.success) return refuseQuery(parsed.error.issues);
      const { type, states, search, locale, source, entries } = parsed.data;
      // Whoever chose entries means these, however far they are.
      const usual = entries.length > 0 ? TRANSLATION_STATES : (['missing', 'outdated'] as const);
      const sourceLocale = source === '' ? (await siteOf(strapi).current()).defaultLocale : source;
      await knownLocales('locale', [locale]);
      await knownLocales('source', [sourceLocale]);
      if (locale === sourceLocale) return refuse('locale', { key: 'same-language' });
      ctx.body = {
        data: await serviceOf(strapi, 'exchange').handOut({
          types: typesFrom(ctx, type).filter((uid) => mayRead(ctx, uid, sourceLocale)),
          search,
          states: states.length > 0 ? states : usual,
          chosen: entries,
          sourceLocale,
          locale,
        }),
      };
    },

    /** Translations as the field `file` of a form; writes only with `dryRun=false`. */
    async handIn(ctx: Context): Promise<void> {
      const may = mayWrite(ctx);
      const types = typesFrom(ctx, '');
      ctx.body = {
        data: await serviceOf(strapi, 'exchange').handIn(await fileFrom(ctx), {
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
        const [missing, absent] = [gap.missing, gap.absent].map((some) =>
          some.filter(({ type }) => mayRead(ctx, type))
        );
        return missing && absent && missing.length + absent.length > 0 ? [{ ...gap, missing, absent }] : [];
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
    async takeRelations(ctx: Context): Promise<void> {
      const { uid, documentId, locale } = await target(ctx);
      const may = mayWrite(ctx);
      const gaps = await serviceOf(strapi, 'relations').gaps(uid, documentId, locale);
      const fields = new Set(
        gaps.filter(({ missing }) => missing.length > 0).map(({ path }) => path.split('.')[0] ?? '')
      );
      if (![...fields].every((field) => may(uid, locale, true, field))) {
        throw new errors.ForbiddenError(say({ key: 'may-not-write' }));
      }
      ctx.body = { data: { taken: await serviceOf(strapi, 'relations').takeOver(uid, documentId, locale) } };
    },
  };
};
