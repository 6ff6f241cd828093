import { z } from 'zod';

const attribute = (name: string) => z.string().default(name);

const SCHEMA = z.strictObject({
  /** False leaves answers as plain Strapi makes them: for benchmarks, side by side. */
  active: z.boolean().default(true),
  /** The content type of publications, and the names of the attributes that the rules look at. */
  material: z
    .strictObject({
      uid: z.string().default('api::material.material'),
      title: attribute('title'),
      slug: attribute('slug'),
      pdf: attribute('pdf'),
      pdfUrl: attribute('pdfUrl'),
      /** Files beside the PDF; a content type need not have them. */
      otherFiles: z
        .strictObject({ accessible: attribute('accessiblePdf'), 'easy-language': attribute('easyLanguagePdf') })
        .prefault({}),
      orderUrl: attribute('orderUrl'),
      maxPerOrder: attribute('maxPerOrder'),
      availability: attribute('availability'),
    })
    .prefault({}),
  /** The content type of stock statuses. Its attributes are named as in the documentation. */
  stockStatus: z.strictObject({ uid: z.string().default('api::stock-status.stock-status') }).prefault({}),
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

export default {
  default: (): AvailabilityConfig => SCHEMA.parse({}),
  /** @throws with every wrong key named */
  validator(config: unknown): void {
    const result = SCHEMA.safeParse(config);
    if (!result.success) throw new Error(`plugin::availability: ${z.prettifyError(result.error)}`);
  },
};
