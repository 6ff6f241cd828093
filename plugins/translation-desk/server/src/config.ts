import { z } from 'zod';

const SCHEMA = z.strictObject({
  /** Content types to look after, by uid; by default every localised one of the site. */
  contentTypes: z.array(z.string()).min(1).nullable().default(null),
  /** The attribute that holds an entry's slug, where there is one. */
  slug: z.string().default('slug'),
  /** Pages of the reading site, by content type; `{documentId}`, `{slug}` and `{locale}` are filled in. */
  pages: z.record(z.string(), z.string()).default({}),
  /** Localised attributes that are no text to translate, such as addresses and numbers. */
  notTranslated: z.array(z.string()).default(['slug']),
});

/** The plugin's configuration, as `config/plugins.ts` gives it under `translation-desk.config`. */
export type TranslationDeskConfig = z.infer<typeof SCHEMA>;

export default {
  default: (): TranslationDeskConfig => SCHEMA.parse({}),
  /** @throws with every wrong key named */
  validator(config: unknown): void {
    const result = SCHEMA.safeParse(config);
    if (!result.success) throw new Error(`plugin::translation-desk: ${z.prettifyError(result.error)}`);
  },
};
