import { z } from 'zod';

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
  /** What `Retry-After` says while the database is gone, in seconds. */
  retryAfterSeconds: z.int().min(1).max(3600).default(10),
});

/** The plugin's configuration, as `config/plugins.ts` gives it under `operations.config`. */
export type OperationsConfig = z.infer<typeof SCHEMA>;

export default {
  default: (): OperationsConfig => SCHEMA.parse({}),
  /** @throws with every wrong key named */
  validator(config: unknown): void {
    const result = SCHEMA.safeParse(config);
    if (!result.success) throw new Error(`plugin::operations: ${z.prettifyError(result.error)}`);
  },
};
