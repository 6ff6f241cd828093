import { z } from 'zod';

/** What only this machine reaches. */
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);

const METRICS = z
  .strictObject({
    /** Where Prometheus reads; null: nowhere. 0 takes any port that is free. */
    port: z.int().min(0).max(65_535).nullable().default(null),
    host: z.string().min(1).default('127.0.0.1'),
    /** What whoever reads sends as `Authorization: Bearer …`. */
    token: z.string().default(''),
  })
  .refine(({ port, host, token }) => port === null || LOOPBACK.has(host) || token.length >= 16, {
    path: ['token'],
    error: 'Where metrics are read from other machines, a token of 16 characters or more is needed: METRICS_TOKEN.',
  });

const SCHEMA = z.strictObject({
  shutdown: z
    .strictObject({
      /** How long requests that are open at SIGTERM may take, in seconds. Less than whoever sends SIGKILL waits: Docker 10, Kubernetes 30, systemd 90. */
      graceSeconds: z.number().min(0).max(600).default(8),
      /** How long `/_ready` says 503 before new connections are refused, in seconds: for load balancers that have to see it first. */
      delaySeconds: z.number().min(0).max(600).default(0),
    })
    .prefault({}),
  readiness: z
    .strictObject({
      /** How long the database may take to answer, in seconds. */
      timeoutSeconds: z.number().min(0.1).max(60).default(2),
      /** Room that the disks of uploads and of a SQLite file must have, in megabytes. */
      minFreeMegabytes: z.int().min(0).default(100),
    })
    .prefault({}),
  metrics: METRICS.prefault({}),
  log: z
    .strictObject({
      /** `json`: one object a line, for programs that collect logs. */
      format: z.enum(['text', 'json']).default('text'),
    })
    .prefault({}),
  /** What `Retry-After` says while the database is gone, in seconds. */
  retryAfterSeconds: z.int().min(1).max(3600).default(10),
});

/** The plugin's configuration, as `config/plugins.ts` gives it under `operations.config`. */
export type OperationsConfig = z.infer<typeof SCHEMA>;

/** Strapi puts defaults in place at the top only: what is nested gets its own here. */
export const parseConfig = (config: unknown): OperationsConfig => SCHEMA.parse(config);

export default {
  default: (): OperationsConfig => parseConfig({}),
  /** @throws with every wrong key named */
  validator(config: unknown): void {
    const result = SCHEMA.safeParse(config);
    if (!result.success) throw new Error(`plugin::operations: ${z.prettifyError(result.error)}`);
  },
};
