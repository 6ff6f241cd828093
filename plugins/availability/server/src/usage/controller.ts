import type { ContentPermissions } from '@inprint/kit/content-permissions';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';

import { permissionsOf } from '../readable-titles';
import { modelOf } from '../setup';
import { serviceOf, type Strapi } from '../strapi';

const ids = z
  .string()
  .transform((list) => [...new Set(list.split(',').filter((id) => id !== ''))])
  .pipe(z.array(z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)).max(100));
const page = z.coerce.number().int().min(1).max(100_000).default(1);
const pageSize = z.coerce.number().int().min(1).max(100).default(20);

const STATES = z.object({ ids: ids, locale: z.string().optional() });
const SEARCH = z.object({ search: z.string().trim().max(200).default(''), locale: z.string().optional() });
const WHERE_USED = z.object({ materials: ids, page, pageSize });
const MENTIONED_BY = z.object({ locale: z.string().max(35).optional() });
const ADDRESSES = z.object({ urls: z.array(z.string().min(1).max(2000)).max(500) });

/** What the home page lists. */
const ON_HOME_PAGE = 5;

/** An entry in one language. */
interface Named {
  readonly uid: string;
  readonly documentId: string;
  readonly locale: string | null;
}

const parse = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => ({
    path: path.map(String),
    message: `${path.join('.') || 'The request'}: ${message}`,
    name: 'ValidationError',
  }));
  throw new errors.ValidationError(problems[0]?.message ?? 'The request is not valid.', { errors: problems });
};

interface Checker {
  readonly can: { read: (entry?: object) => boolean };
}

/** What the admin asks while somebody writes. Everything needs the right to read what the answer names. */
export const createUsageController = (strapi: Strapi) => {
  const usage = () => serviceOf(strapi, 'usage');

  const checkerFor = (ctx: Context, uid: string): Checker =>
    strapi
      .plugin('content-manager')
      .service('permission-checker')
      .create({ userAbility: ctx.state.userAbility, model: uid }) as Checker;

  const requireRead = (ctx: Context, uid: string): void => {
    if (!(uid in strapi.contentTypes))
      throw new errors.NotFoundError(`There is no content type “${uid.slice(0, 100)}”.`);
    if (!checkerFor(ctx, uid).can.read()) {
      // A PolicyError, because Strapi drops the words of other refusals.
      throw new errors.PolicyError(`Your role may not read “${uid}”. Ask an administrator for the right to read it.`);
    }
  };

  const requireReadMaterials = (ctx: Context): void => requireRead(ctx, modelOf(strapi).material.uid);

  const localeFrom = async (asked: string | undefined): Promise<string> => {
    const { locales, defaultLocale } = await serviceOf(strapi, 'settings').current();
    return asked !== undefined && locales.includes(asked) ? asked : defaultLocale;
  };

  /** With their titles. */
  const withTitles = async <Entry extends Named>(permissions: ContentPermissions, entries: readonly Entry[]) => {
    const titles = new Map<string, Map<string, string>>();
    for (const uid of new Set(entries.map((one) => one.uid))) {
      const documentIds = entries.filter((one) => one.uid === uid).map(({ documentId }) => documentId);
      titles.set(uid, await usage().titlesOf(uid, documentIds, permissions));
    }
    return entries.map((one) => {
      const title = titles.get(one.uid)?.get(`${one.documentId} ${one.locale ?? ''}`) ?? '';
      const info = strapi.contentTypes[one.uid as keyof typeof strapi.contentTypes]?.info;
      return { ...one, title, typeName: info?.displayName ?? one.uid };
    });
  };

  return {
    /** `GET /availability/usage/settings`: which content type holds the materials. */
    settings(ctx: Context): void {
      ctx.body = { data: { materialUid: modelOf(strapi).material.uid } };
    },

    /** `GET /availability/usage?materials=ID,ID&page=1&pageSize=20`: who names them. */
    async whereUsed(ctx: Context): Promise<void> {
      requireReadMaterials(ctx);
      const { materials, ...paging } = parse(WHERE_USED, ctx.query);
      const permissions = await permissionsOf(strapi, ctx);
      const { usages, total } = await usage().whereUsed(materials, paging, permissions);
      // What is on the site is counted for everybody, and a draft only for who may read it.
      const mine = usages.flatMap(({ isReadable, ...one }) => (isReadable ? [one] : []));
      const data = await withTitles(permissions, mine);
      ctx.body = { data, meta: { ...paging, total, hidden: usages.length - data.length } };
    },

    /** `GET /availability/usage/unpublished`: what readers see and that names materials they cannot see. */
    async unpublished(ctx: Context): Promise<void> {
      requireReadMaterials(ctx);
      const permissions = await permissionsOf(strapi, ctx);
      const { mentions, total } = await usage().unpublishedMentions(ON_HOME_PAGE, permissions);
      const listed = await withTitles(permissions, mentions);
      const states = await usage().statesOf(
        [...new Set(listed.flatMap(({ materials }) => materials))],
        await localeFrom(undefined),
        permissions
      );
      const titles = new Map(states.map(({ documentId, title }) => [documentId, title]));
      ctx.body = {
        data: listed.map((entry) => ({
          ...entry,
          materials: entry.materials.map((documentId) => ({ documentId, title: titles.get(documentId) ?? null })),
        })),
        meta: { total },
      };
    },

    /** `GET /availability/usage/materials?search=&locale=`: materials to choose from. */
    async search(ctx: Context): Promise<void> {
      requireReadMaterials(ctx);
      const { search, locale } = parse(SEARCH, ctx.query);
      ctx.body = { data: await usage().search(search, await localeFrom(locale), await permissionsOf(strapi, ctx)) };
    },

    /** `GET /availability/usage/states?ids=ID,ID&locale=`: what readers get of each. */
    async states(ctx: Context): Promise<void> {
      requireReadMaterials(ctx);
      const { ids: documentIds, locale } = parse(STATES, ctx.query);
      const permissions = await permissionsOf(strapi, ctx);
      ctx.body = { data: await usage().statesOf(documentIds, await localeFrom(locale), permissions) };
    },

    /** `GET /availability/usage/entries/:uid/:documentId?locale=`: the materials that a saved entry names. */
    async mentionedBy(ctx: Context): Promise<void> {
      const uid = String(ctx.params.uid);
      requireRead(ctx, uid);
      requireReadMaterials(ctx);
      const { locale } = parse(MENTIONED_BY, ctx.query);
      const permissions = await permissionsOf(strapi, ctx);
      const mentions = await usage().mentionedBy(uid, String(ctx.params.documentId), locale ?? null, permissions);
      const states = await usage().statesOf(
        mentions.map(({ material }) => material),
        await localeFrom(locale),
        permissions
      );
      const data = mentions.map((mention) => ({
        ...mention,
        state: states.find(({ documentId }) => documentId === mention.material) ?? null,
      }));
      ctx.body = { data };
    },

    /** `POST /availability/usage/addresses` `{ urls }`: which of them are a material's page, shop link or PDF. */
    async addresses(ctx: Context): Promise<void> {
      requireReadMaterials(ctx);
      const { urls } = parse(ADDRESSES, (ctx.request as { body?: unknown }).body);
      ctx.body = { data: await usage().ownersOf([...new Set(urls)], await permissionsOf(strapi, ctx)) };
    },
  };
};
