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
