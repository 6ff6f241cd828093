import { z } from 'zod';

const SCHEMA = z.strictObject({
  /** Origins of pages that may write, as `https://www.example.org`: order, wait for copies. Everybody may read. */
  origins: z
    .array(z.string().regex(/^https?:\/\/[^/]+$/, 'must be an origin such as https://www.example.org, without a path'))
    .default([]),
  /** Paths beside the API that pages of every origin may read. */
  readable: z.array(z.string().startsWith('/')).default(['/uploads']),
  /** How many proxies of your own stand before the server: the address that the outermost one saw is the reader's. 0: none. */
  proxies: z.int().min(0).max(10).default(0),
  /** The largest form (multipart) in bytes from somebody who is not logged in, on any address: it is refused before it is read. */
  anonymousFormSize: z.int().min(0).default(100_000),
  /** The same of every other body. Reading JSON takes its time: two million brackets are two seconds of the processor. */
  anonymousBodySize: z.int().min(0).default(256_000),
  /** Attributes that readers cannot filter or sort by, by content type: `{ 'api::article.article': ['notes'] }`. */
  withheld: z.record(z.string(), z.array(z.string())).default({}),
  /** How many requests of one client are worked on at once, and how many more may wait for it. */
  perClient: z
    .strictObject({
      enabled: z.boolean().default(true),
      atOnce: z.int().min(1).default(6),
      waiting: z.int().min(0).default(200),
    })
    .prefault({}),
  /** How much one question may ask, of REST and of GraphQL. */
  limits: z
    .strictObject({
      /** How far relations are followed in filters and sorts. */
      filterHops: z.int().min(0).default(3),
      /** How far relations are followed in `populate`, and in GraphQL. */
      populateHops: z.int().min(0).default(4),
      /** Conditions and values in filters, and keys to sort by. */
      conditions: z.int().min(1).default(250),
      /** Rows that the database may have to bring together for the filters and sorts of one request. */
      joinedRows: z.int().min(1).default(100_000),
      /** Entries, files and components in an answer; a thousand characters of text count as one more. */
      parts: z.int().min(1).default(8000),
      /** Values in an answer of GraphQL, by the pages that are asked for. */
      graphqlValues: z.int().min(1).default(12_000),
      /** Words and signs in a question of GraphQL. */
      graphqlTokens: z.int().min(1).default(2000),
      /** How many questions of the dearest kind are worked on at once, of all clients together; of cheaper ones, more. */
      atOnce: z.number().min(1).default(1),
    })
    .prefault({}),
});

/** The plugin's configuration, as `config/plugins.ts` gives it under `public-access.config`. */
export type PublicAccessConfig = z.infer<typeof SCHEMA>;

export default {
  default: (): PublicAccessConfig => SCHEMA.parse({}),
  /** @throws with every wrong key named */
  validator(config: unknown): void {
    const result = SCHEMA.safeParse(config);
    if (!result.success) throw new Error(`plugin::public-access: ${z.prettifyError(result.error)}`);
  },
};
