import { z } from 'zod';

import {
  AVAILABILITIES,
  ONIX_CODES,
  type ActionFile,
  type ActionOtherFile,
  type AnnounceAction,
  type DownloadAction,
  type MaterialAction,
  type NoAction,
  type OrderAction,
  type SuccessorAction,
} from './action';
import type { Alternate, BlockNode, Material, MediaFile, NewsArticle, Topic } from './entries';
import {
  ORDER_STATES,
  type Order,
  type OrderRequest,
  type Problem,
  type UnfilledLine,
  type WaitlistRequest,
} from './orders';
import type { Change } from './live';
import { isSafeUrl } from './safe-url';
import type { ChangedPage, MaterialActionChanged, PageChanged } from './webhook';

const text = z.string();
const textOrNull = text.nullable();
const numberOrNull = z.number().nullable();
const day = z.iso.date();
const moment = z.iso.datetime();
/** What may stand in a link: a whole address or a path of the portal. */
const address = text.refine(isSafeUrl, 'must be http, https or a path of the portal');

export const actionFile = z.strictObject({
  url: address,
  name: text,
  mime: text,
  sizeInBytes: z.int().nonnegative().nullable(),
  locale: text,
}) satisfies z.ZodType<ActionFile>;

export const actionOtherFile = actionFile.extend({
  kind: z.enum(['accessible', 'easy-language']),
  label: text.min(1),
  accessibleLabel: text.min(1),
}) satisfies z.ZodType<ActionOtherFile>;

const everyAction = {
  notice: textOrNull,
  locale: text.min(2),
  availability: z.enum(AVAILABILITIES).nullable(),
  onixCode: z.enum(ONIX_CODES).nullable(),
  schemaOrg: text.startsWith('https://schema.org/').nullable(),
  lowStock: z.boolean(),
  expectedOn: day.nullable(),
  otherFiles: z.array(actionOtherFile).min(1).optional(),
  waitlist: z.literal(true).optional(),
};
const button = { label: text.min(1), accessibleLabel: text.min(1), url: address };
const noButton = { label: z.null(), accessibleLabel: z.null(), url: z.null() };

export const orderAction = z.strictObject({
  type: z.literal('order'),
  ...everyAction,
  ...button,
  maxPerOrder: z.int().positive().nullable(),
  file: actionFile.nullable(),
  successor: z.null(),
}) satisfies z.ZodType<OrderAction>;

export const downloadAction = z.strictObject({
  type: z.literal('download'),
  ...everyAction,
  ...button,
  maxPerOrder: z.null(),
  file: actionFile,
  successor: z.null(),
}) satisfies z.ZodType<DownloadAction>;

export const successorAction = z.strictObject({
  type: z.literal('successor'),
  ...everyAction,
  ...button,
  maxPerOrder: z.null(),
  file: actionFile.nullable(),
  successor: z.strictObject({ documentId: text, slug: textOrNull, title: text }),
}) satisfies z.ZodType<SuccessorAction>;

export const announceAction = z.strictObject({
  type: z.literal('announce'),
  ...everyAction,
  ...noButton,
  notice: text.min(1),
  expectedOn: day,
  maxPerOrder: z.null(),
  file: z.null(),
  successor: z.null(),
}) satisfies z.ZodType<AnnounceAction>;

export const noAction = z.strictObject({
  type: z.literal('none'),
  ...everyAction,
  ...noButton,
  maxPerOrder: z.null(),
  file: z.null(),
  successor: z.null(),
}) satisfies z.ZodType<NoAction>;

export const materialAction = z.discriminatedUnion('type', [
  orderAction,
  downloadAction,
  successorAction,
  announceAction,
  noAction,
]) satisfies z.ZodType<MaterialAction>;

/** `GET /api/availability` */
export const actionsAnswer = z.strictObject({
  data: z.array(z.strictObject({ documentId: text, action: materialAction })),
});

export const alternate = z.object({
  locale: text,
  slug: textOrNull,
  url: textOrNull,
  hreflang: z.array(text),
}) satisfies z.ZodType<Alternate>;

export const mediaFile = z.looseObject({
  id: z.int(),
  documentId: text,
  name: text,
  url: address,
  mime: text,
  size: z.number(),
  alternativeText: textOrNull,
  width: numberOrNull,
  height: numberOrNull,
}) satisfies z.ZodType<MediaFile>;

export const blockNode: z.ZodType<BlockNode> = z.looseObject({
  type: text,
  text: text.optional(),
  url: text.optional(),
  material: z.looseObject({ documentId: text }).optional(),
  action: materialAction.optional(),
  get children() {
    return z.array(blockNode).optional();
  },
});

const entry = {
  id: z.int(),
  documentId: text,
  createdAt: moment,
  updatedAt: moment,
  publishedAt: moment.nullable(),
  locale: text,
  alternates: z.array(alternate).optional(),
};
const names = z.array(z.looseObject({ id: z.int(), name: text })).optional();
const picture = mediaFile.nullable().optional();

export const material: z.ZodType<Material> = z.looseObject({
  ...entry,
  title: text,
  subtitle: textOrNull,
  slug: textOrNull,
  abstract: textOrNull,
  description: z.array(blockNode).nullable(),
  pdfUrl: textOrNull,
  publishedOn: day.nullable(),
  pages: numberOrNull,
  isbn: textOrNull,
  price: numberOrNull,
  currency: textOrNull,
  maxPerOrder: numberOrNull,
  orderUrl: textOrNull,
  availability: z.enum(AVAILABILITIES).nullable(),
  action: materialAction,
  cover: picture,
  pdf: picture,
  accessiblePdf: picture,
  easyLanguagePdf: picture,
  authors: names,
  publishers: names,
  get topics() {
    return z.array(topic).optional();
  },
  get newsArticles() {
    return z.array(newsArticle).optional();
  },
});

export const newsArticle: z.ZodType<NewsArticle> = z.looseObject({
  ...entry,
  title: text,
  kicker: textOrNull,
  slug: textOrNull,
  lead: textOrNull,
  date: day.nullable(),
  caption: textOrNull,
  credit: textOrNull,
  body: z.array(blockNode).nullable(),
  source: textOrNull,
  image: picture,
  get materials() {
    return z.array(material).optional();
  },
  get topics() {
    return z.array(topic).optional();
  },
});

export const topic: z.ZodType<Topic> = z.looseObject({
  ...entry,
  name: text,
  slug: textOrNull,
  get materials() {
    return z.array(material).optional();
  },
  get newsArticles() {
    return z.array(newsArticle).optional();
  },
});

const orderLine = z.object({ material: text, locale: text, quantity: z.int().positive() });

export const orderRequest = z.object({
  lines: z.array(orderLine).min(1),
  recipient: z.object({
    name: text,
    organisation: textOrNull.optional(),
    street: text,
    postalCode: text,
    city: text,
    country: text,
    email: z.email(),
  }),
}) satisfies z.ZodType<OrderRequest>;

const orderState = z.enum(ORDER_STATES);

export const order = z.looseObject({
  number: text,
  state: orderState,
  createdAt: moment.optional(),
  fee: z.object({ amount: text, currency: text }).nullable(),
  lines: z.array(orderLine.extend({ title: text, orderNumber: textOrNull })),
  tracking: textOrNull.optional(),
  history: z.array(z.object({ state: orderState, at: moment })).optional(),
  token: text.optional(),
}) satisfies z.ZodType<Order>;

export const waitlistRequest = z.object({
  material: text,
  locale: text,
  email: z.email(),
}) satisfies z.ZodType<WaitlistRequest>;

export const problem = z.looseObject({
  path: z.array(text),
  message: text.min(1),
  code: text.optional(),
  values: z.record(text, z.unknown()).optional(),
}) satisfies z.ZodType<Problem>;

export const unfilledLine = z.looseObject({
  line: z.int().nonnegative().optional(),
  material: text,
  locale: text,
  message: text.min(1),
  reason: text,
  action: materialAction,
}) satisfies z.ZodType<UnfilledLine>;

/** Any refusal: Strapi's shape, with what Inprint adds in `details`. */
export const refusal = z.object({
  data: z.null(),
  error: z.object({
    status: z.int(),
    name: text,
    message: text.min(1),
    details: z.looseObject({
      code: text.optional(),
      errors: z.array(problem).optional(),
      lines: z.array(unfilledLine).optional(),
    }),
  }),
});

const answer = materialAction.nullable();

export const materialActionChanged = z.strictObject({
  event: z.literal('material.action.changed'),
  createdAt: moment,
  material: text,
  locales: z.array(text).min(1),
  changes: z.record(text, z.strictObject({ old: answer, new: answer })),
  newsArticles: z.array(z.looseObject({ documentId: text, locale: textOrNull, slug: textOrNull, title: textOrNull })),
}) satisfies z.ZodType<MaterialActionChanged>;

const changedPage = z.strictObject({
  contentType: text,
  documentId: text,
  locale: textOrNull,
  change: z.enum(['published', 'changed', 'unpublished']),
  slug: textOrNull,
  path: textOrNull,
  oldSlug: textOrNull,
  oldPath: textOrNull,
}) satisfies z.ZodType<ChangedPage>;

export const pageChanged = z.strictObject({
  event: z.literal('page.changed'),
  createdAt: moment,
  pages: z.array(changedPage).min(1),
}) satisfies z.ZodType<PageChanged>;

/** What a `change` of `GET /api/response-cache/changes` has as its data. */
export const change = z.strictObject({ keys: z.array(text.min(1)).min(1) }) satisfies z.ZodType<Change>;
