import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';

import type { Locale } from '../../../domain/locale-choice';
import { TRANSLATION_STATES } from '../../../domain/translation';
import { wordDiff } from '../../../domain/word-diff';
import { hasDrafts, isRow, localisedTypesOf, schemaOf, serviceOf, siteOf, type Strapi } from '../strapi';

/** So much of a text is shown beside a field; more would only slow the page down. In characters. */
const LONGEST_SHOWN = 50_000;
const PAGE_SIZES = [20, 50, 100] as const;

interface Problem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

const refuse = (problems: readonly Problem[], prefix: readonly string[] = []): never => {
  const named = problems.map(({ path, message }) => ({
    path: [...prefix, ...path.map(String)],
    message,
    name: 'ValidationError',
  }));
  throw new errors.ValidationError(named.map(({ message }) => message).join(' '), { errors: named });
};

/** `fr,en` in a query string. */
const listOf = <Word extends string>(part: z.ZodType<Word, string>) =>
  z
    .string()
    .default('')
    .transform((text) => text.split(',').filter((word) => word !== ''))
    .pipe(z.array(part).max(100));

const QUERY = z.object({
  type: z.string('type must be the uid of a content type.').default(''),
  locales: listOf(z.string()),
  states: listOf(z.enum(TRANSLATION_STATES, `states must be some of ${TRANSLATION_STATES.join(', ')}.`)),
  search: z.string('search must be text.').max(200, 'search must have at most 200 characters.').default(''),
  page: z.coerce.number().int().min(1).max(10_000, 'page must be at most 10000.').catch(1),
  pageSize: z.coerce
    .number()
    .refine((size) => PAGE_SIZES.some((known) => known === size), `pageSize must be one of ${PAGE_SIZES.join(', ')}.`)
    .default(PAGE_SIZES[0]),
});

const CONFIRMATION = z.strictObject({
  fields: z
    .array(
      z.strictObject({
        field: z.string('field must be the name of a field.'),
        source: z.string('source must be the source’s text as it was shown.'),
      })
    )
    .min(1, 'fields must name at least one field.')
    .max(200),
});

interface Checker {
  readonly can: Readonly<Record<'read' | 'create' | 'update', (entry?: object) => boolean>>;
}

/** Routes of the admin: the matrix, its counts, and one translation beside its source. */
export const createDeskController = (strapi: Strapi) => {
  const checkerFor = (ctx: Context, uid: string): Checker =>
    strapi
      .plugin('content-manager')
      .service('permission-checker')
      .create({ userAbility: (ctx.state as { userAbility: unknown }).userAbility, model: uid }) as Checker;

  const mayTranslate = (ctx: Context, uid: string, locale: Locale): boolean => {
    const { can } = checkerFor(ctx, uid);
    return can.update({ locale }) || can.create({ locale });
  };

  /** The content types that this person may read. */
  const typesFor = (ctx: Context): readonly string[] =>
    localisedTypesOf(strapi).filter((uid) => checkerFor(ctx, uid).can.read());

  const typeFrom = (ctx: Context, asked: string): readonly string[] => {
    const types = typesFor(ctx);
    if (asked === '') return types;
    if (types.includes(asked)) return [asked];
    return refuse([{ path: ['type'], message: 'type: there is no such localised content type that you may read.' }]);
  };

  const target = async (ctx: Context): Promise<{ uid: string; documentId: string; locale: Locale }> => {
    const { uid, documentId, locale } = ctx.params as Record<string, string>;
    if (!uid || !documentId || !locale || !typesFor(ctx).includes(uid)) {
      throw new errors.NotFoundError('There is no such localised content type that you may read.');
    }
    const { locales } = await siteOf(strapi).current();
    if (!locales.includes(locale)) {
      return refuse([{ path: ['locale'], message: `locale: this site has ${locales.join(', ')}. Use one of them.` }]);
    }
    return { uid, documentId, locale };
  };

  const labelsOf = async (uid: string): Promise<Readonly<Record<string, string>>> => {
    const { metadatas } = (await strapi
      .plugin('content-manager')
      .service('content-types')
      .findConfiguration(schemaOf(strapi, uid))) as { metadatas: Record<string, { edit?: { label?: string } }> };
    return Object.fromEntries(Object.entries(metadatas).map(([field, { edit }]) => [field, edit?.label ?? field]));
  };

  const compare = async (ctx: Context) => {
    const { uid, documentId, locale } = await target(ctx);
    const compared = await serviceOf(strapi, 'translations').compare(uid, documentId, locale);
    if (!compared) throw new errors.NotFoundError('There is no such entry any more.');
    return { uid, documentId, ...compared };
  };

  const show = async (ctx: Context): Promise<void> => {
    const { uid, fields, ...rest } = await compare(ctx);
    const labels = await labelsOf(uid);
    ctx.body = {
      data: {
        ...rest,
        mayConfirm: mayTranslate(ctx, uid, rest.locale),
        fields: fields.map(({ field, source, madeFrom, isOutdated }) => ({
          field,
          label: labels[field] ?? field,
          isOutdated,
          source: source.slice(0, LONGEST_SHOWN),
          isCut: source.length > LONGEST_SHOWN,
          changes: isOutdated
            ? wordDiff((madeFrom ?? '').slice(0, LONGEST_SHOWN), source.slice(0, LONGEST_SHOWN), rest.sourceLocale)
            : [],
        })),
      },
    };
  };

  return {
    /** What the desk can show to this person: content types, languages, and those that are theirs to write. */
    async settings(ctx: Context): Promise<void> {
      const { locales, defaultLocale } = await siteOf(strapi).current();
      const types = typesFor(ctx);
      ctx.body = {
        data: {
          types: types.map((uid) => ({
            uid,
            name: schemaOf(strapi, uid)?.info.displayName ?? uid,
            kind: (schemaOf(strapi, uid) as { kind?: string } | undefined)?.kind ?? 'collectionType',
            hasDrafts: hasDrafts(strapi, uid),
          })),
          locales,
          defaultLocale,
          myLocales: locales.filter((locale) => types.some((uid) => mayTranslate(ctx, uid, locale))),
        },
      };
    },

    async find(ctx: Context): Promise<void> {
      const parsed = QUERY.safeParse(ctx.query);
      if (!parsed.success) return refuse(parsed.error.issues);
      const { type, locales: asked, ...rest } = parsed.data;
      const { locales } = await siteOf(strapi).current();
      const unknown = asked.find((locale) => !locales.includes(locale));
      if (unknown !== undefined) {
        return refuse([
          { path: ['locales'], message: `locales: this site has ${locales.join(', ')}. Use some of them.` },
        ]);
      }
      const { entries, ...meta } = await serviceOf(strapi, 'desk').page({
        ...rest,
        types: typeFrom(ctx, type),
        locales: asked.length > 0 ? asked : locales,
      });
      ctx.body = { data: entries, meta: { page: rest.page, pageSize: rest.pageSize, ...meta } };
    },

    async counts(ctx: Context): Promise<void> {
      const type = typeof ctx.query.type === 'string' ? ctx.query.type : '';
      ctx.body = { data: await serviceOf(strapi, 'desk').counts(typeFrom(ctx, type)) };
    },

    /** One translation beside its source. */
    findOne: show,

    /** Marks fields as up to date: `{ data: { fields: [{ field, source }] } }`, with the source as it was shown. */
    async confirm(ctx: Context): Promise<void> {
      const body: unknown = (ctx.request as { body?: unknown }).body;
      const parsed = CONFIRMATION.safeParse(isRow(body) ? body.data : undefined);
      if (!parsed.success) return refuse(parsed.error.issues, ['data']);
      const { uid, documentId, locale, fields, isThere } = await compare(ctx);
      if (!mayTranslate(ctx, uid, locale)) {
        throw new errors.ForbiddenError('You may not write this language. Ask for the permission to update it.');
      }
      if (!isThere) throw new errors.NotFoundError('There is no translation in this language yet.');
      for (const [index, { field, source }] of parsed.data.fields.entries()) {
        const known = fields.find((one) => one.field === field);
        const path = ['data', 'fields', String(index)];
        if (!known)
          return refuse([{ path: [...path, 'field'], message: `There is no translatable field “${field}”.` }]);
        if (known.source.slice(0, LONGEST_SHOWN) !== source) {
          const message = `The source of “${field}” changed meanwhile. Look at it again, then mark it.`;
          return refuse([{ path: [...path, 'source'], message }]);
        }
      }
      await serviceOf(strapi, 'translations').confirm(
        uid,
        documentId,
        locale,
        parsed.data.fields.map(({ field }) => field)
      );
      await show(ctx);
    },
  };
};
