import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';

import type { Locale } from '../../../domain/locale-choice';
import { wordDiff } from '../../../domain/word-diff';
import { entryOfId } from '../../../domain/xliff/names';
import type { AccessOf } from '../access/entry-access';
import { refusing } from '../refusing';
import { hasDrafts, isRow, schemaOf, serviceOf, siteOf, type Strapi } from '../strapi';
import { accessTo } from './access';
import { nameOfEditor } from './editor-name';
import { FILTERS, listOf, refuseQuery } from './reading-query';

/** So much of a text is shown beside a field; more would only slow the page down. In characters. */
const MAX_SHOWN = 50_000;
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

const UNDO = z.strictObject({ fields: z.array(z.string()).min(1, 'fields must name at least one field.').max(200) });

const BULK = z.strictObject({
  locale: z.string('locale must be a language of the site.'),
  entries: z.array(z.string()).min(1, 'entries must name at least one entry.').max(100),
});

/** The `data` of a body. @throws ValidationError that names every problem */
const dataOf = <Data>(ctx: Context, schema: z.ZodType<Data>): Data => {
  const body: unknown = (ctx.request as { body?: unknown }).body;
  const parsed = schema.safeParse(isRow(body) ? body.data : undefined);
  return parsed.success ? parsed.data : refuseQuery(parsed.error.issues, ['data']);
};

/** Routes of the admin: the matrix, its counts, and one translation beside its source. */
export const createDeskController = (strapi: Strapi) => {
  const { typesFor, typesFrom, mayTranslate, target, knownLocales, scopeFor, entriesFor } = accessTo(strapi);
  const { say, refuse } = refusing(strapi);

  /** A translation beside its source, as far as somebody may read both; null where they may not. */
  const readableOf = async (accessOf: AccessOf, uid: string, documentId: string, locale: Locale) => {
    const { mayRead, mayWrite } = await accessOf(uid, [documentId]);
    const compared = await serviceOf(strapi, 'translations').compare(uid, documentId, locale);
    const languages = compared ? [compared.sourceLocale, locale] : [];
    if (!compared || !languages.every((language) => mayRead(documentId, language))) return null;
    return {
      ...compared,
      fields: compared.fields.filter(({ field }) => languages.every((one) => mayRead(documentId, one, field))),
      mayConfirm: mayWrite(documentId, locale),
    };
  };

  const compare = async (ctx: Context) => {
    const { uid, documentId, locale } = await target(ctx);
    const compared = await readableOf(await entriesFor(ctx), uid, documentId, locale);
    if (!compared) throw new errors.NotFoundError(say({ key: 'gone' }));
    return { uid, documentId, ...compared };
  };

  const show = async (ctx: Context): Promise<void> => {
    const { uid, fields, ...rest } = await compare(ctx);
    const labels = await serviceOf(strapi, 'desk').labelsOf(uid);
    ctx.body = {
      data: {
        ...rest,
        fields: fields.map(({ field, source, madeFrom, state, confirmed }) => ({
          field,
          label: labels[field] ?? field,
          state,
          confirmed,
          source: source.slice(0, MAX_SHOWN),
          isCut: source.length > MAX_SHOWN,
          changes:
            state !== 'current' && madeFrom
              ? wordDiff(madeFrom.slice(0, MAX_SHOWN), source.slice(0, MAX_SHOWN), rest.sourceLocale)
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
      const types = typesFrom(ctx, type);
      const { entries, ...meta } = await serviceOf(strapi, 'desk').page({
        ...rest,
        types,
        scope: await scopeFor(ctx, types),
        locales: asked.length > 0 ? asked : locales,
      });
      ctx.body = { data: entries, meta: { page: rest.page, pageSize: rest.pageSize, ...meta } };
    },

    async counts(ctx: Context): Promise<void> {
      const type = typeof ctx.query.type === 'string' ? ctx.query.type : '';
      const types = typesFrom(ctx, type);
      ctx.body = { data: await serviceOf(strapi, 'desk').counts(types, await scopeFor(ctx, types)) };
    },

    /** One translation beside its source. */
    findOne: show,

    /** Marks fields as up to date: `{ data: { fields: [{ field, source }] } }`, with the source as it was shown. */
    async confirm(ctx: Context): Promise<void> {
      const data = dataOf(ctx, CONFIRMATION);
      const { uid, documentId, locale, fields, isThere, mayConfirm } = await compare(ctx);
      if (!mayConfirm) throw new errors.ForbiddenError(say({ key: 'may-not-write' }));
      if (!isThere) throw new errors.NotFoundError(say({ key: 'not-translated' }));
      for (const [index, { field, source }] of data.fields.entries()) {
        const known = fields.find((one) => one.field === field);
        const path = ['data', 'fields', String(index)];
        if (!known) return refuse([...path, 'field'], { key: 'unknown-field', values: { field } });
        if (known.source.slice(0, MAX_SHOWN) !== source) {
          return refuse([...path, 'source'], { key: 'changed-meanwhile', values: { field } });
        }
      }
      await serviceOf(strapi, 'translations').confirm(
        uid,
        documentId,
        locale,
        data.fields.map(({ field }) => field),
        nameOfEditor(ctx)
      );
      await show(ctx);
    },

    /** Takes back that fields are up to date: `{ data: { fields: ["title"] } }`. */
    async unconfirm(ctx: Context): Promise<void> {
      const { fields } = dataOf(ctx, UNDO);
      const { uid, documentId, locale, mayConfirm, fields: known } = await compare(ctx);
      if (!mayConfirm) throw new errors.ForbiddenError(say({ key: 'may-not-write' }));
      const mine = fields.filter((name) => known.some(({ field }) => field === name));
      await serviceOf(strapi, 'translations').unconfirm(uid, documentId, locale, mine);
      await show(ctx);
    },

    /** Marks whole translations as up to date: `{ data: { locale, entries: ["content type:documentId"] } }`. */
    async confirmAll(ctx: Context): Promise<void> {
      const { locale, entries } = dataOf(ctx, BULK);
      await knownLocales('locale', [locale]);
      const types = typesFor(ctx);
      const accessOf = await entriesFor(ctx);
      let count = 0;
      for (const name of entries) {
        const entry = entryOfId(name);
        if (!entry || !types.includes(entry.type)) return refuse(['data', 'entries'], { key: 'unknown-type' });
        const compared = await readableOf(accessOf, entry.type, entry.documentId, locale);
        if (!compared?.isThere) continue;
        if (!compared.mayConfirm) throw new errors.ForbiddenError(say({ key: 'may-not-write' }));
        const open = compared.fields.filter(({ state }) => state !== 'current').map(({ field }) => field);
        if (open.length === 0) continue;
        await serviceOf(strapi, 'translations').confirm(entry.type, entry.documentId, locale, open, nameOfEditor(ctx));
        count += 1;
      }
      ctx.body = { data: { confirmed: count } };
    },
  };
};
