import { z } from 'zod';

/** The content type of stock statuses that comes with the plugin. */
export const OWN_STOCK_STATUS = 'plugin::availability.stock-status';

/** A content type's uid or the name of an attribute. Empty is not yet said: that is told at the start, with everything else. */
const name = z.string().default('');
/** An attribute that a content type need not have. */
const optional = z.string().min(1).nullable().default(null);

const SCHEMA = z.strictObject({
  /** False leaves answers as plain Strapi makes them: for benchmarks, side by side. */
  active: z.boolean().default(true),
  /**
   * The content type of publications, and the names of the attributes that the rules look at. `uid`, `title` and `pdf` are needed;
   * what is not named is not there, and that has a meaning.
   */
  material: z
    .strictObject({
      uid: name,
      title: name,
      /** A single media field. */
      pdf: name,
      /** Without it, addresses of pages have the documentId in its place. */
      slug: optional,
      /** The address of a PDF that is kept elsewhere. */
      pdfUrl: optional,
      /** Files beside the PDF: for screen readers, and in easy language. */
      otherFiles: z.strictObject({ accessible: optional, 'easy-language': optional }).prefault({}),
      /** An external shop. Without it, `pages.order` is where readers order. */
      orderUrl: optional,
      /** Without it, nobody is limited. */
      maxPerOrder: optional,
      /**
       * The column that lists are filtered by. The plugin adds it to the content type, as “availability” where nothing else is said.
       * A text attribute of the type's own that is named here is overwritten.
       */
      availability: optional,
      /** What schema.org's description of a publication says besides; see `GET /api/availability/:documentId/json-ld`. */
      description: z
        .strictObject({
          subtitle: optional,
          abstract: optional,
          isbn: optional,
          pages: optional,
          publishedOn: optional,
          price: optional,
          currency: optional,
          /** A single media field. */
          cover: optional,
          /** Relations or components with a `name`. */
          authors: optional,
          publishers: optional,
        })
        .prefault({}),
    })
    .prefault({}),
  /** The content type of stock statuses: the one that comes with the plugin, or one with the same attributes. */
  stockStatus: z.strictObject({ uid: z.string().min(1).default(OWN_STOCK_STATUS) }).prefault({}),
  /** Mentions of materials in Markdown and HTML. In Blocks they are nodes, and need none of this. */
  mentions: z
    .strictObject({
      /** The address of a material in a text: `[booklet](/materials/abc)`. `{documentId}` or `{slug}`, and `{locale}`. */
      address: z.string().default('/materials/{documentId}'),
      /** Other addresses that lead to a material's page, beside `pages.material`: of an older site, say. */
      pages: z.array(z.string()).default([]),
      /** Custom fields whose text is HTML. */
      html: z.array(z.string()).default(['plugin::ckeditor.CKEditor', 'plugin::ckeditor5.CKEditor']),
    })
    .prefault({}),
  /** Where to look for a PDF, by locale, where the default chain will not do: `{ fr: ['de'] }`. */
  fallbacks: z.record(z.string(), z.array(z.string())).default({}),
  /** Addresses of the reading site; `{documentId}`, `{slug}` and `{locale}` are filled in. */
  pages: z
    .strictObject({
      material: z.string().default('/materials/{slug}?locale={locale}'),
      order: z.string().default('/order?material={documentId}&locale={locale}'),
    })
    .prefault({}),
  /** Put before paths of this site where a whole address is needed, as in JSON-LD. No slash at its end. */
  siteUrl: z
    .string()
    .regex(/^(https?:\/\/.*[^/])?$/)
    .default(''),
  /** At or below so many copies staff are told that an edition runs low, where its record says nothing else; null: never. */
  lowStockAt: z.int().nonnegative().nullable().default(null),
  /** Says in the action where readers may wait for copies; the plugin `ordering` keeps the list. */
  waitlist: z.boolean().default(false),
  /** The time zone that tells which day it is for the readers. */
  timeZone: z
    .string()
    .refine((zone) => {
      try {
        new Intl.DateTimeFormat('en', { timeZone: zone });
        return true;
      } catch {
        return false;
      }
    }, 'must be a time zone such as Europe/Berlin')
    .default('Europe/Berlin'),
});

/** The plugin's configuration, as `config/plugins.ts` gives it under `availability.config`. */
export type AvailabilityConfig = z.infer<typeof SCHEMA>;

/** What is wrong with a configuration: a key and what is said of it. */
export interface ConfigIssue {
  readonly path: string;
  readonly message: string;
}

/** What a configuration says, or what is wrong with it. */
export const readConfig = (
  config: unknown
):
  | { readonly config: AvailabilityConfig; readonly issues: null }
  | { readonly config: null; readonly issues: readonly ConfigIssue[] } => {
  const result = SCHEMA.safeParse(config);
  if (result.success) return { config: result.data, issues: null };
  return {
    config: null,
    issues: result.error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message })),
  };
};

export default {
  default: (): AvailabilityConfig => SCHEMA.parse({}),
  /** Refuses nothing: a site is not to stand still for a plugin's sake. What is wrong is told by `setup.ts`. */
  validator: (): void => undefined,
};
