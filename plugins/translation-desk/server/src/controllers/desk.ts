import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';

import { wordDiff } from '../../../domain/word-diff';
import { refusing } from '../refusing';
import { hasDrafts, isRow, schemaOf, serviceOf, siteOf, type Strapi } from '../strapi';
import { accessTo } from './access';
import { FILTERS, listOf, refuseQuery } from './reading-query';

/** So much of a text is shown beside a field; more would only slow the page down. In characters. */
const LONGEST_SHOWN = 50_000;
const PAGE_SIZES = [20, 50, 100] as const;

const QUERY = z.object({
  ...FILTERS,
  locales: listOf(z.string()),
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

/** Routes of the admin: the matrix, its counts, and one translation beside its source. */
export const createDeskController = (strapi: Strapi) => {
  const { typesFor, typesFrom, mayTranslate, target, knownLocales } = accessTo(strapi);
  const { say, refuse } = refusing(strapi);

  const compare = async (ctx: Context) => {
    const { uid, documentId, locale } = await target(ctx);
    const compared = await serviceOf(strapi, 'translations').compare(uid, documentId, locale);
    if (!compared) throw new errors.NotFoundError(say({ key: 'gone' }));
    return { uid, documentId, ...compared };
  };

  const show = async (ctx: Context): Promise<void> => {
    const { uid, fields, ...rest } = await compare(ctx);
    const labels = await serviceOf(strapi, 'desk').labelsOf(uid);
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
      if (!parsed.success) return refuseQuery(parsed.error.issues);
      const { type, locales: asked, ...rest } = parsed.data;
      const locales = await knownLocales('locales', asked);
      const { entries, ...meta } = await serviceOf(strapi, 'desk').page({
        ...rest,
        types: typesFrom(ctx, type),
        locales: asked.length > 0 ? asked : locales,
      });
      ctx.body = { data: entries, meta: { page: rest.page, pageSize: rest.pageSize, ...meta } };
    },

    async counts(ctx: Context): Promise<void> {
      const type = typeof ctx.query.type === 'string' ? ctx.query.type : '';
      ctx.body = { data: await serviceOf(strapi, 'desk').counts(typesFrom(ctx, type)) };
    },

    /** One translation beside its source. */
    findOne: show,

    /** Marks fields as up to date: `{ data: { fields: [{ field, source }] } }`, with the source as it was shown. */
    async confirm(ctx: Context): Promise<void> {
      const body: unknown = (ctx.request as { body?: unknown }).body;
      const parsed = CONFIRMATION.safeParse(isRow(body) ? body.data : undefined);
      if (!parsed.success) return refuseQuery(parsed.error.issues, ['data']);
      const { uid, documentId, locale, fields, isThere } = await compare(ctx);
      if (!mayTranslate(ctx, uid, locale)) {
        throw new errors.ForbiddenError(say({ key: 'may-not-write' }));
      }
      if (!isThere) throw new errors.NotFoundError(say({ key: 'not-translated' }));
      for (const [index, { field, source }] of parsed.data.fields.entries()) {
        const known = fields.find((one) => one.field === field);
        const path = ['data', 'fields', String(index)];
        if (!known) return refuse([...path, 'field'], { key: 'unknown-field', values: { field } });
        if (known.source.slice(0, LONGEST_SHOWN) !== source) {
          return refuse([...path, 'source'], { key: 'changed-meanwhile', values: { field } });
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
