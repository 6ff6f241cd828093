import { z } from 'zod';

import { PURGE_KINDS } from '../../domain/purge-request';

const KB = 1024;

const SCHEMA = z
  .strictObject({
    /** False answers everything as if the plugin were not there. */
    active: z.boolean().default(true),
    /** The memory for answers, in bytes; the longest unused go first. */
    maxBytes: z
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
    /**
     * Columns that single rows are found by, beside id, documentId, slug and those of relations, by content type: a write to one row
     * then outdates only the answers that asked for its value.
     */
    keys: z.record(z.string(), z.array(z.string())).default({}),
    /** Request headers that no answer depends on, beside those that are known. Requests with any other header are answered by Strapi. */
    harmlessHeaders: z.array(z.string().toLowerCase()).default([]),
    /**
     * Handlers, such as `api::topic.topic.find`, whose routes have policies or middlewares of their own that let everybody pass alike. Answers
     * of other such routes are not kept: whether one may have them is asked each time.
     */
    openRoutes: z.array(z.string()).default([]),
    /**
     * Code of this application that looks at nothing but the database and the request's address, for all that its answers say: handlers
     * (`api::topic.topic.find`, `GET /time` for a function), and global middlewares (`global::greeting`, or the path that config/middlewares
     * resolves). Where one is not known and not named, answers that it has a part in are not kept.
     */
    trusted: z.array(z.string()).default([]),
    /**
     * Where answers are kept beside this server's memory. Redis lets several servers on one PostgreSQL share them: each still asks the
     * database before it serves one.
     */
    store: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('memory') }),
        z.strictObject({
          kind: z.literal('redis'),
          url: z.url({ protocol: /^rediss?$/, error: 'must be like redis://user:password@host:6379' }),
          /** Before every name, where others use the same Redis. */
          prefix: z.string().min(1).max(100).default('inprint:'),
          /** How long answers stay there at most, in seconds. The database can prove for half an hour that they are right. */
          seconds: z.int().min(1).max(1800).default(900),
          /** Nobody waits longer for Redis than this, in ms; then the answer is made here. */
          timeout: z.int().min(1).max(5000).default(100),
        }),
      ])
      .default({ kind: 'memory' }),
    /** What caches between here and the reader (CDN) may do: keep answers this long, in seconds. Only with `purge`. */
    sharedMaxAge: z.int().min(0).default(0),
    /**
     * A cache before the portal that is told which keys are outdated. Only where it is named do answers name their keys, in `Surrogate-Key` or
     * `Cache-Tag`.
     */
    purge: z
      .strictObject({
        url: z.url(),
        /** `json`: `{ "keys": […] }`; `surrogate-key`: a header, as Varnish and Fastly read it; `cache-tag`: `{ "tags": […] }` for Cloudflare. */
        kind: z.enum(PURGE_KINDS).default('json'),
        method: z.enum(['POST', 'PURGE']).default('POST'),
        headers: z.record(z.string(), z.string()).default({}),
      })
      .nullable()
      .default(null),
    /**
     * Tells pages that are open which keys are outdated, over server-sent events. Only where it is set do answers name their keys in
     * `Inprint-Keys`.
     */
    live: z
      .strictObject({
        /** So many pages may listen to one server. */
        maxConnections: z.int().min(1).default(1000),
        /** So many of one client: an IPv4 address, or the network of an IPv6 one. */
        maxPerClient: z.int().min(1).default(50),
        /** How often a sign of life is sent, in seconds. */
        heartbeatSeconds: z.int().min(1).max(300).default(20),
      })
      .nullable()
      .default(null),
  })
  .refine(({ sharedMaxAge, purge }) => sharedMaxAge === 0 || purge !== null, {
    path: ['sharedMaxAge'],
    error:
      'must be 0 where no purge is named: a CDN that is not told what changed shows order buttons for things that are gone',
  });

/** The plugin's configuration, as `config/plugins.ts` gives it under `response-cache.config`. */
export type ResponseCacheConfig = z.infer<typeof SCHEMA>;

export const parseConfig = (config: unknown): ResponseCacheConfig => SCHEMA.parse(config);

export default {
  default: (): ResponseCacheConfig => parseConfig({}),
  /** @throws with every wrong key named */
  validator(config: unknown): void {
    const result = SCHEMA.safeParse(config);
    if (!result.success) throw new Error(`plugin::response-cache: ${z.prettifyError(result.error)}`);
  },
};
