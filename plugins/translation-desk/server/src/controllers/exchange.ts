import { readFile } from 'node:fs/promises';

import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';

import type { Locale } from '../../../domain/locale-choice';
import { STATES_TO_DO, TRANSLATION_STATES } from '../../../domain/translation';
import { XLIFF_VERSIONS } from '../../../domain/xliff/exported';
import type { EntryAccess } from '../access/entry-access';
import { permissionNameOfPlace } from '../access/field-names';
import { refusing } from '../refusing';
import { isRow, schemaOf, serviceOf, siteOf, type Strapi } from '../strapi';
import { attributesOf } from '../translatable';
import type { Related } from '../services/relations/gaps';
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
  const { typesFrom, knownLocales, localesFor, scopeFor, entriesFor, target } = accessTo(strapi);
  const { say, refuse } = refusing(strapi);

  const fieldOf = (uid: string, path: string): string => {
    const [name = ''] = path.split('.');
    const attribute = Object.fromEntries(attributesOf(schemaOf(strapi, uid)))[name];
    return permissionNameOfPlace(path, attribute?.type === 'dynamiczone');
  };

  /** What a translation lacks, as far as somebody may read both languages and what is related. @throws NotFoundError */
  const readableGaps = async (ctx: Context) => {
    const { uid, documentId, locale } = await target(ctx);
    const accessOf = await entriesFor(ctx);
    const { mayRead, mayWrite } = await accessOf(uid, [documentId]);
    const { sourceLocale, gaps } = await serviceOf(strapi, 'relations').gaps(uid, documentId, locale);
    const languages = [sourceLocale, locale];
    if (!languages.every((language) => mayRead(documentId, language))) {
      throw new errors.NotFoundError(say({ key: 'not-there' }));
    }
    const related = new Map<string, EntryAccess>();
    const all = gaps.flatMap(({ missing, absent, surplus }) => [...missing, ...absent, ...surplus]);
    for (const type of new Set(all.map((one) => one.type))) {
      const ids = all.filter((one) => one.type === type).map((one) => one.documentId);
      related.set(type, await accessOf(type, ids));
    }
    const readable = (some: readonly Related[], locales: readonly Locale[]): readonly Related[] =>
      some.filter((one) =>
        locales.every((language) =>
          related.get(one.type)?.mayRead(one.documentId, language, one.titleField ?? undefined)
        )
      );
    const mine = gaps
      .filter(({ path }) => languages.every((language) => mayRead(documentId, language, fieldOf(uid, path))))
      .map((gap) => ({
        ...gap,
        missing: readable(gap.missing, languages),
        absent: readable(gap.absent, languages),
        surplus: readable(gap.surplus, [locale]),
      }))
      .filter(({ missing, absent, surplus }) => missing.length + absent.length + surplus.length > 0);
    return { uid, documentId, locale, gaps: mine, mayWrite };
  };

  /** What is out with translators, in languages that this person may read. */
  const jobsOf = async (ctx: Context) => {
    const locales = await localesFor(ctx);
    const jobs = await serviceOf(strapi, 'jobs').list();
    return jobs.filter(({ sourceLocale, locale }) => locales.includes(sourceLocale) && locales.includes(locale));
  };

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
      const types = typesFrom(ctx, type);
      ctx.body = {
        data: await serviceOf(strapi, 'exchange').exportTexts({
          ...rest,
          types,
          scope: await scopeFor(ctx, types),
          accessOf: await entriesFor(ctx),
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
      ctx.body = { data: await jobsOf(ctx) };
    },

    /** Takes a job back: what it had out can be exported again. */
    async cancelJob(ctx: Context): Promise<void> {
      const { id } = ctx.params as Record<string, string>;
      const number = Number(id);
      const isTheirs = (await jobsOf(ctx)).some((job) => job.id === number);
      const isGone = !isTheirs || !(await serviceOf(strapi, 'jobs').cancel(number));
      if (isGone) throw new errors.NotFoundError(say({ key: 'no-job' }));
      ctx.status = 204;
    },

    /** Translations as the field `file` of a form; writes only with `dryRun=false`. */
    async importTexts(ctx: Context): Promise<void> {
      ctx.body = {
        data: await serviceOf(strapi, 'exchange').importTexts(await fileFrom(ctx), {
          isDryRun: ctx.query.dryRun !== 'false',
          wanted: null,
          accessOf: await entriesFor(ctx),
          by: (ctx.state as { user?: { id?: unknown } }).user?.id,
        }),
      };
    },

    /** Where a translation has less relations than its source. */
    async relations(ctx: Context): Promise<void> {
      const { uid, documentId, locale, gaps, mayWrite } = await readableGaps(ctx);
      const labels = await serviceOf(strapi, 'desk').labelsOf(uid);
      ctx.body = {
        data: {
          mayTake: mayWrite(documentId, locale),
          gaps: gaps.map((gap) => {
            const [field = '', ...rest] = gap.path.split('.');
            const position = rest.find((part) => /^\d+$/.test(part));
            return { ...gap, field, label: labels[field] ?? field, position: position ? Number(position) + 1 : null };
          }),
        },
      };
    },

    /** Takes over, into the draft, every related entry that is there in this language. */
    async applyRelations(ctx: Context): Promise<void> {
      const { uid, documentId, locale, gaps, mayWrite } = await readableGaps(ctx);
      const open = gaps.filter(({ missing }) => missing.length > 0);
      if (!open.every(({ path }) => mayWrite(documentId, locale, fieldOf(uid, path)))) {
        throw new errors.ForbiddenError(say({ key: 'may-not-write' }));
      }
      ctx.body = { data: { taken: await serviceOf(strapi, 'relations').apply(uid, documentId, locale, open) } };
    },
  };
};
