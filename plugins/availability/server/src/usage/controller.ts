import type { ContentPermissions } from '@inprint/kit/content-permissions';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';

import { AVAILABILITIES, WHEN_SOLD_OUT, type Availability, type WhenSoldOut } from '../../../domain/availability';
import type { MaterialChange } from '../../../domain/effect';
import type { MentionAddresses } from '../../../domain/texts/mention-address';
import { permissionsOf } from '../readable-titles';
import { addressesOf } from '../services/texts';
import { modelOf } from '../setup';
import { configOf, schemaOf, serviceOf, type Strapi } from '../strapi';

const documentId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const localeTag = z.string().min(1).max(35);
const ids = z
  .string()
  .transform((list) => [...new Set(list.split(',').filter((id) => id !== ''))])
  .pipe(z.array(documentId).max(100));
const page = z.coerce.number().int().min(1).max(100_000).default(1);
const pageSize = z.coerce.number().int().min(1).max(100).default(20);

const STATES = z.object({ ids: ids, locale: z.string().optional() });
const SEARCH = z.object({ search: z.string().trim().max(200).default(''), locale: z.string().optional() });
const WHERE_USED = z.object({ materials: ids, page, pageSize });
const MENTIONED_BY = z.object({ locale: z.string().max(35).optional() });
const ADDRESSES = z.object({ urls: z.array(z.string().min(1).max(2000)).max(500) });
/** What somebody is about to write: of a stock status, of a language that is published, or which languages go. */
const EFFECTS = z.strictObject({
  material: documentId,
  stock: z
    .strictObject({
      edition: localeTag.nullable(),
      availability: z.enum(AVAILABILITIES as [Availability, ...Availability[]]).optional(),
      whenSoldOut: z.enum(WHEN_SOLD_OUT as readonly [WhenSoldOut, ...WhenSoldOut[]]).optional(),
      quantity: z.number().int().nullable().optional(),
      expectedOn: z.iso.date().nullable().optional(),
      successor: documentId.nullable().optional(),
      lowStockAt: z.number().int().nullable().optional(),
    })
    .optional(),
  publish: z
    .strictObject({
      locale: localeTag.nullable(),
      slug: z.string().max(1000).nullable().optional(),
      /** The id of a file of the media library. */
      pdf: z.number().int().nullable().optional(),
      pdfUrl: z.string().max(2000).nullable().optional(),
      orderUrl: z.string().max(2000).nullable().optional(),
    })
    .optional(),
  unpublish: z.union([z.literal('all'), z.array(localeTag).max(100)]).optional(),
});

/** A change as the admin sends it. */
export type WantedChange = z.input<typeof EFFECTS>;

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

/** What the admin has to know to find mentions in the texts of a form, and to write some. */
export interface UsageSettings {
  /** The content type of the materials. */
  readonly materialUid: string;
  /** Under which address Markdown and HTML mention a material, with places. */
  readonly address: string;
  /** The address of a material's page, with places. */
  readonly page: string;
  /** The attributes of a material that its buttons and links are made of; null where it has none. */
  readonly fields: Readonly<Record<'slug' | 'pdf' | 'pdfUrl' | 'orderUrl', string | null>>;
  /** Custom fields whose text is HTML. */
  readonly htmlFields: readonly string[];
  readonly addresses: MentionAddresses;
}

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

  /** As the rules take it: files by what is in them, fields that all languages share apart from the others. */
  const changeFrom = async (
    { stock, publish, unpublish }: z.output<typeof EFFECTS>,
    permissions: ContentPermissions
  ): Promise<MaterialChange> => {
    const { material } = modelOf(strapi);
    const { locales, defaultLocale } = await serviceOf(strapi, 'settings').current();
    const attributes = schemaOf(strapi, material.uid)?.attributes ?? {};
    const isShared = (field: 'slug' | 'pdf' | 'pdfUrl' | 'orderUrl'): boolean => {
      const name = material[field];
      const attribute =
        name === null ? undefined : (attributes[name] as { readonly pluginOptions?: unknown } | undefined);
      const { i18n } = (attribute?.pluginOptions ?? {}) as { i18n?: { localized?: boolean } };
      return material.isLocalised && i18n?.localized !== true;
    };
    const publishedWith = async (): Promise<MaterialChange> => {
      if (!publish) return {};
      const { locale, pdf, ...texts } = publish;
      const mayReadFiles = permissions.holds('plugin::upload.read');
      const file = typeof pdf === 'number' ? await serviceOf(strapi, 'facts').pdfOfFile(pdf) : null;
      const all = Object.entries({ ...texts, ...(pdf === undefined || !mayReadFiles ? {} : { pdf: file }) });
      const part = (shared: boolean) =>
        Object.fromEntries(all.filter(([name]) => isShared(name as keyof typeof texts | 'pdf') === shared));
      return { publish: { locale: locale ?? defaultLocale, changed: part(false), shared: part(true) } };
    };
    const { edition, ...changed } = stock ?? { edition: null };
    return {
      ...(stock ? { stock: { edition, changed } } : {}),
      ...(await publishedWith()),
      ...(unpublish ? { unpublish: unpublish === 'all' ? locales : unpublish } : {}),
    };
  };

  return {
    /** `GET /availability/usage/settings`: which content type holds the materials, and how texts mention them. */
    settings(ctx: Context): void {
      const { mentions, pages } = configOf(strapi);
      const { uid, slug, pdf, pdfUrl, orderUrl } = modelOf(strapi).material;
      const data: UsageSettings = {
        materialUid: uid,
        fields: { slug, pdf, pdfUrl, orderUrl },
        address: mentions.address,
        page: pages.material,
        htmlFields: mentions.html,
        addresses: addressesOf(strapi),
      };
      ctx.body = { data };
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

    /**
     * `POST /availability/usage/effects`: on which pages a button or link would become another one, in which languages. Nothing is written.
     */
    async effects(ctx: Context): Promise<void> {
      requireReadMaterials(ctx);
      const wanted = parse(EFFECTS, (ctx.request as { body?: unknown }).body);
      const permissions = await permissionsOf(strapi, ctx);
      const [known] = await usage().statesOf([wanted.material], await localeFrom(undefined), permissions);
      if (!known) throw new errors.NotFoundError(`There is no material “${wanted.material}”.`);
      const change = await changeFrom(wanted, permissions);
      const { pages, total } = await serviceOf(strapi, 'effects').of(wanted.material, change, permissions);
      const mine = pages.flatMap(({ isReadable, ...page }) => (isReadable ? [page] : []));
      const { uid } = modelOf(strapi).material;
      const named = await withTitles(permissions, mine);
      // The page of a material whose title may not be read.
      const data = named.filter((page) => page.uid !== uid || page.title !== '');
      ctx.body = { data, meta: { total, hidden: pages.length - data.length } };
    },
  };
};
