import { z } from 'zod';

const TYPE = z.strictObject({
  /** The attribute that slugs are made from: a title or a name. */
  from: z.string(),
  /** The attribute that holds the slug: a short text, localised where the type is. */
  slug: z.string().default('slug'),
  /** A repeatable component with a text `slug`, for the addresses that an entry had. Without such an attribute they are not kept. */
  formerSlugs: z.string().default('formerSlugs'),
});

const SCHEMA = z.strictObject({
  /** The content types that have slugs, by uid: `{ 'api::article.article': { from: 'title' } }`. */
  types: z.record(z.string(), TYPE).default({}),
});

/** Where the slugs of one content type are kept. */
export type SlugType = z.infer<typeof TYPE>;

/** The plugin's configuration, as `config/plugins.ts` gives it under `slugs.config`. */
export type SlugsConfig = z.infer<typeof SCHEMA>;

export default {
  default: (): SlugsConfig => SCHEMA.parse({}),
  /** @throws with every wrong key named */
  validator(config: unknown): void {
    const result = SCHEMA.safeParse(config);
    if (!result.success) throw new Error(`plugin::slugs: ${z.prettifyError(result.error)}`);
  },
};
