import { z } from 'zod';

import { ACTION_CHANGED } from '../../domain/action-change';
import { PAGE_CHANGED } from '../../domain/page-change';
import { isWebhookAddress, isWebhookSecret } from '../../domain/webhook';

const limit = (points: number, seconds: number) =>
  z
    .strictObject({ points: z.int().positive().default(points), seconds: z.int().positive().default(seconds) })
    .prefault({});

const SCHEMA = z.strictObject({
  /** What may be ordered, by whom and how much; see `OrderRules` in the domain. */
  rules: z
    .strictObject({
      mostCopies: z.int().positive().nullable().default(500),
      mostPerMaterial: z.int().positive().nullable().default(100),
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
      /** Orders that one client (an IPv4 address, an IPv6 network) may try. */
      client: limit(30, 600),
      /** Orders that one e-mail address may try. */
      address: limit(20, 86_400),
      /** Refused orders of one client that tell whether there are as many copies as were asked for. */
      guesses: limit(12, 86_400),
      /** Places on the waitlist that one client may ask for. */
      waiting: limit(20, 3600),
      /** Mails that one address gets because somebody asked for a place; what is above that is not sent. */
      waitingAddress: limit(5, 86_400),
    })
    .prefault({}),
  /** Days in which staff can take “sent” and “cancelled” back. */
  takeBackWithinDays: z.number().nonnegative().default(7),
  /** Days after which an order that was passed on and not marked as sent is named. */
  overdueAfterDays: z.int().positive().default(14),
  /** The largest body of an order, in bytes. */
  largestOrder: z
    .int()
    .positive()
    .default(64 * 1024),
  /**
   * The page of the reading site for an order, with `{token}` and `{locale}` in it: a path, or a whole address; empty: mails lead
   * nowhere. After a “#”, the token stays out of servers' logs.
   */
  statusPage: z
    .string()
    .regex(/^((https?:\/)?\/.*\{token\}.*)?$/, 'must be a path or a whole address with {token} in it, or empty')
    .default(''),
  mail: z
    .strictObject({
      /** False sends no mails; they wait in the outbox. */
      enabled: z.boolean().default(true),
      /** Told of each new order; none if empty. */
      shipper: z.string().default(''),
      /** Told once when an edition runs low; nobody if empty. */
      stock: z.string().default(''),
      shipperLocale: z.string().default('de'),
      /** Seconds between two looks into the outbox. */
      everySeconds: z.number().positive().default(5),
      /** Seconds that the mail server may take; less than another server waits before it tries the same mail. */
      timeoutSeconds: z.number().positive().max(100).default(60),
    })
    .prefault({}),
  /** Seconds between two looks for editions that run low. */
  lowStockEverySeconds: z.number().positive().default(60),
  changes: z
    .strictObject({
      /** Seconds between two looks at what other servers and other programs wrote; own requests are looked at at once. */
      everySeconds: z.number().positive().default(2),
      /** The content type of the articles that an event names, and their attributes; none: events name no articles. */
      newsArticle: z
        .strictObject({ uid: z.string(), title: z.string(), slug: z.string().nullable().default(null) })
        .nullable()
        .default(null),
      /** The addresses of the site's pages by content type, with `{slug}` or `{documentId}`, and `{locale}`: `page.changed` names them. */
      pages: z.record(z.string(), z.string()).default({}),
      /** Who is told of each changed action and page, and the secrets that sign it (Standard Webhooks). */
      webhooks: z
        .array(
          z.strictObject({
            url: z
              .string()
              .refine(isWebhookAddress, 'must be an address that starts with http:// or https://, without a password'),
            secret: z
              .string()
              .refine(
                isWebhookSecret,
                'must be “whsec_” and 24 to 64 random bytes in base64. Make one: node -p "`whsec_${crypto.randomBytes(32).toString(\'base64\')}`"'
              ),
            /** What it is told. */
            events: z.array(z.enum([ACTION_CHANGED, PAGE_CHANGED])).default([ACTION_CHANGED, PAGE_CHANGED]),
          })
        )
        .default([]),
      /** Seconds that a receiver may take. */
      timeoutSeconds: z.number().positive().max(60).default(10),
    })
    .prefault({}),
  waitlist: z
    .strictObject({
      /** Days in which a place must be confirmed. */
      confirmWithinDays: z.int().positive().default(7),
      /** Minutes after which people are told that no more copies will come: until then a slip can be taken back. */
      endedAfterMinutes: z.number().nonnegative().default(15),
      /** The page of the reading site that confirms and leaves. After a “#”, the token stays out of servers' logs. */
      page: z.string().default('/waitlist.html?locale={locale}#{token}'),
    })
    .prefault({}),
  privacy: z
    .strictObject({
      /** Days after which an order that was sent or cancelled loses its address; null keeps addresses. */
      keepDays: z.int().positive().nullable().default(365),
      /** Days for which an order sent again gets the same answer; the answers hold orders' secret tokens. */
      keepAnswersDays: z.int().positive().default(14),
      /** Days for which refused orders are counted for reprints; they hold no address. */
      keepRefusalsDays: z
        .int()
        .positive()
        .default(3 * 365),
      /** Days for which reports of the feed's batches, and messages that were given up, are kept. */
      keepReportsDays: z.int().positive().default(90),
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
