import { z } from 'zod';

const KB = 1024;

const SCHEMA = z.strictObject({
  /** False answers everything as if the plugin were not there. */
  active: z.boolean().default(true),
  /** The memory for answers, in bytes; the longest unused go first. */
  mostBytes: z
    .int()
    .positive()
    .default(64 * KB * KB),
  /** Larger answers are not kept, in bytes. */
  largestAnswer: z
    .int()
    .positive()
    .default(KB * KB),
  /** Longer addresses are not kept, in characters. */
  longestUrl: z
    .int()
    .positive()
    .default(2 * KB),
  /** Larger GraphQL questions are not kept, in bytes. */
  largestQuestion: z
    .int()
    .positive()
    .default(16 * KB),
  /** Answers are made again when the day changes here, because they may name days. */
  timeZone: z.string().default('Europe/Berlin'),
  /**
   * Columns that single rows are found by, beside id, documentId, slug and those of relations, by content type: a write to one row
   * then outdates only the answers that asked for its value.
   */
  keys: z.record(z.string(), z.array(z.string())).default({}),
  /** What caches between here and the reader (CDN) may do: keep answers this long, in seconds. Only with `purge`. */
  sharedMaxAge: z.int().min(0).default(0),
  /** Headers that name what is inside an answer: Surrogate-Key (Fastly, Varnish), Cache-Tag (Cloudflare, Akamai). */
  keyHeaders: z.array(z.string()).default(['Surrogate-Key']),
  /** Told which keys are outdated: POST with `{ "keys": […] }`. */
  purge: z
    .strictObject({ url: z.url(), headers: z.record(z.string(), z.string()).default({}) })
    .nullable()
    .default(null),
});

/** The plugin's configuration, as `config/plugins.ts` gives it under `response-cache.config`. */
export type ResponseCacheConfig = z.infer<typeof SCHEMA>;

export default {
  default: (): ResponseCacheConfig => SCHEMA.parse({}),
  /** @throws with every wrong key named */
  validator(config: unknown): void {
    const result = SCHEMA.safeParse(config);
    if (!result.success) throw new Error(`plugin::response-cache: ${z.prettifyError(result.error)}`);
  },
};
