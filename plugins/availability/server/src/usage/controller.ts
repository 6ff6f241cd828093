import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';

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

/** What the home page lists, and among how many it looks for those that a person may read. */
const ON_HOME_PAGE = 5;
const LOOKED_THROUGH = 100;

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

  /** Titles for those entries that this person may read; the others are counted and not named. */
  const withTitles = async <Entry extends Named>(ctx: Context, usages: readonly Entry[]) => {
    const titles = new Map<string, Map<string, string>>();
    const checkers = new Map<string, Checker>();
    for (const uid of new Set(usages.map((one) => one.uid))) {
      const documentIds = usages.filter((one) => one.uid === uid).map(({ documentId }) => documentId);
      checkers.set(uid, checkerFor(ctx, uid));
      titles.set(uid, await usage().titlesOf(uid, documentIds));
    }
    return usages.flatMap((one) => {
      const checker = checkers.get(one.uid);
      if (!checker?.can.read() || !checker.can.read({ locale: one.locale, documentId: one.documentId })) return [];
      const title = titles.get(one.uid)?.get(`${one.documentId} ${one.locale ?? ''}`) ?? '';
      const info = strapi.contentTypes[one.uid as keyof typeof strapi.contentTypes]?.info;
      return [{ ...one, title, typeName: info?.displayName ?? one.uid }];
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
      const { usages, total } = await usage().whereUsed(materials, paging);
      const data = await withTitles(ctx, usages);
      ctx.body = { data, meta: { ...paging, total, hidden: usages.length - data.length } };
    },

    /** `GET /availability/usage/unpublished`: what readers see and that names materials they cannot see. */
    async unpublished(ctx: Context): Promise<void> {
      requireReadMaterials(ctx);
      const { mentions, total } = await usage().unpublishedMentions(LOOKED_THROUGH);
      const readable = await withTitles(ctx, mentions);
      const listed = readable.slice(0, ON_HOME_PAGE);
      const states = await usage().statesOf(
        [...new Set(listed.flatMap(({ materials }) => materials))],
        await localeFrom(undefined)
      );
      const titles = new Map(states.map(({ documentId, title }) => [documentId, title]));
      ctx.body = {
        data: listed.map((entry) => ({
          ...entry,
          materials: entry.materials.map((documentId) => ({ documentId, title: titles.get(documentId) ?? null })),
        })),
        meta: { total: total - (mentions.length - readable.length) },
      };
    },

    /** `GET /availability/usage/materials?search=&locale=`: materials to choose from. */
    async search(ctx: Context): Promise<void> {
      requireReadMaterials(ctx);
      const { search, locale } = parse(SEARCH, ctx.query);
      ctx.body = { data: await usage().search(search, await localeFrom(locale)) };
    },

    /** `GET /availability/usage/states?ids=ID,ID&locale=`: what readers get of each. */
    async states(ctx: Context): Promise<void> {
      requireReadMaterials(ctx);
      const { ids: documentIds, locale } = parse(STATES, ctx.query);
      ctx.body = { data: await usage().statesOf(documentIds, await localeFrom(locale)) };
    },

    /** `GET /availability/usage/entries/:uid/:documentId?locale=`: the materials that a saved entry names. */
    async mentionedBy(ctx: Context): Promise<void> {
      const uid = String(ctx.params.uid);
      requireRead(ctx, uid);
      requireReadMaterials(ctx);
      const { locale } = parse(MENTIONED_BY, ctx.query);
      const mentions = await usage().mentionedBy(uid, String(ctx.params.documentId), locale ?? null);
      const states = await usage().statesOf(
        mentions.map(({ material }) => material),
        await localeFrom(locale)
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
      ctx.body = { data: await usage().ownersOf([...new Set(urls)]) };
    },
  };
};
