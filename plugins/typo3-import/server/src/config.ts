import { z } from 'zod';

const SCHEMA = z.strictObject({
  /** The old portal's `fileadmin`, for imports from the admin. Files are taken from nowhere else; none: no files. */
  fileadmin: z.string().default(''),
  /** Where uploads, staged tables and reports of imports are kept, below the application's folder. */
  workspace: z.string().min(1).default('.tmp/typo3-import'),
  /** Pages of the reading site; `{documentId}`, `{slug}` and `{locale}` are filled in. */
  pages: z
    .strictObject({
      material: z.string().default('/materials/{slug}?locale={locale}'),
      article: z.string().default('/news/{slug}?locale={locale}'),
    })
    .default({ material: '/materials/{slug}?locale={locale}', article: '/news/{slug}?locale={locale}' }),
  /** Tells which day a Unix time was. */
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
  /** The content types that are written, beside publications and their stock, which the plugin “availability” knows. */
  article: z.string().default('api::news-article.news-article'),
  topic: z.string().default('api::topic.topic'),
});

/** The plugin's configuration, as `config/plugins.ts` gives it under `typo3-import.config`. */
export type Typo3ImportConfig = z.infer<typeof SCHEMA>;

export default {
  default: (): Typo3ImportConfig => SCHEMA.parse({}),
  /** @throws with every wrong key named */
  validator(config: unknown): void {
    const result = SCHEMA.safeParse(config);
    if (!result.success) throw new Error(`plugin::typo3-import: ${z.prettifyError(result.error)}`);
  },
};
