import { z } from 'zod';

const limit = (points: number, seconds: number) =>
  z
    .strictObject({ points: z.int().positive().default(points), seconds: z.int().positive().default(seconds) })
    .prefault({});

const SCHEMA = z.strictObject({
  stockStatus: z.strictObject({ uid: z.string().default('api::stock-status.stock-status') }).prefault({}),
  /** What may be ordered, by whom and how much; see `OrderRules` in the domain. */
  rules: z
    .strictObject({
      mostCopies: z.int().positive().nullable().default(null),
      perRecipient: z.strictObject({ copies: z.int().positive(), months: z.int().positive() }).nullable().default(null),
      countries: z
        .array(z.string().regex(/^[A-Z]{2}$/))
        .min(1)
        .nullable()
        .default(null),
      packSizes: z.record(z.string(), z.int().positive()).default({}),
      fee: z
        .strictObject({ amount: z.string().regex(/^\d{1,6}(\.\d{2})?$/), currency: z.string().regex(/^[A-Z]{3}$/) })
        .nullable()
        .default(null),
    })
    .prefault({}),
  limits: z
    .strictObject({
      /** False lifts all limits: for load tests on loopback. */
      enabled: z.boolean().default(true),
      /** Orders that one client (IP address) may try. */
      client: limit(30, 600),
      /** Orders that one e-mail address may try. */
      address: limit(20, 86_400),
    })
    .prefault({}),
  /** The largest body of an order, in bytes. */
  largestOrder: z
    .int()
    .positive()
    .default(64 * 1024),
  mail: z
    .strictObject({
      /** False sends no mails; they wait in the outbox. */
      enabled: z.boolean().default(true),
      /** Told of each new order; none if empty. */
      shipper: z.string().default(''),
      shipperLocale: z.string().default('de'),
      /** Seconds between two looks into the outbox. */
      everySeconds: z.number().positive().default(5),
    })
    .prefault({}),
  privacy: z
    .strictObject({
      /** Days after which an order that was sent or cancelled loses its address; null keeps addresses. */
      keepDays: z.int().positive().nullable().default(365),
    })
    .prefault({}),
});

/** The plugin's configuration, as `config/plugins.ts` gives it under `ordering.config`. */
export type OrderingConfig = z.infer<typeof SCHEMA>;

export default {
  default: (): OrderingConfig => SCHEMA.parse({}),
  /** @throws with every wrong key named */
  validator(config: unknown): void {
    const result = SCHEMA.safeParse(config);
    if (!result.success) throw new Error(`plugin::ordering: ${z.prettifyError(result.error)}`);
  },
};
