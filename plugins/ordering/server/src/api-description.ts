import {
  inData,
  refTo,
  type ApiDescription,
  type DescribedParameter,
  type JsonSchema,
} from '@inprint/kit/api-description';

import { ORDER_STATES } from '../../domain/order-state';

const text: JsonSchema = { type: 'string' };
const textOrNull: JsonSchema = { type: ['string', 'null'] };
const copies: JsonSchema = { type: 'integer', minimum: 1 };

const LOCALE: DescribedParameter = {
  name: 'locale',
  in: 'query',
  description: 'The language of messages',
  schema: text,
};
const TOKEN: DescribedParameter = {
  name: 'token',
  in: 'path',
  required: true,
  description: 'As the answer to the order, or the mail, named it',
  schema: text,
};
const KEY: DescribedParameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'New for each order, the same when it is sent again: it is answered again and taken once',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

const object = (properties: Readonly<Record<string, JsonSchema>>, optional: readonly string[] = []): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});

const LINE = { material: { ...text, description: 'documentId' }, locale: text, quantity: copies };

const RECIPIENT = object(
  {
    name: text,
    organisation: textOrNull,
    street: text,
    postalCode: text,
    city: text,
    country: { ...text, description: 'A name, or a two-letter code (ISO 3166-1)' },
    email: { ...text, format: 'email' },
  },
  ['organisation']
);

const FEE: JsonSchema = {
  anyOf: [
    object({ amount: { ...text, description: 'With the currency’s decimals' }, currency: text }),
    { type: 'null' },
  ],
};

const ORDER = object(
  {
    number: text,
    state: { ...text, enum: [...ORDER_STATES] },
    canCancel: { type: 'boolean' },
    tracking: { ...textOrNull, description: 'The parcel’s number at its carrier' },
    createdAt: { ...text, format: 'date-time', description: 'Where the order is asked for by its token' },
    fee: FEE,
    lines: { type: 'array', items: object({ ...LINE, title: text, orderNumber: textOrNull }) },
    history: { type: 'array', items: object({ state: text, at: { ...text, format: 'date-time' } }) },
    token: { ...text, description: 'Of a new order: what GET /orders/{token} takes' },
  },
  ['canCancel', 'tracking', 'createdAt', 'history', 'token']
);

const UNFILLED = object(
  {
    index: { type: 'integer', description: 'Which line of the order' },
    material: text,
    locale: text,
    quantity: copies,
    reason: text,
    code: text,
    message: text,
    action: refTo('MaterialAction'),
  },
  ['quantity']
);

const CONFLICT = object({
  data: { type: 'null' },
  error: object({
    status: { type: 'integer' },
    name: text,
    message: text,
    details: object({ code: text, lines: { type: 'array', items: refTo('UnfilledLine') } }, ['lines']),
  }),
});

const PLACE = object({ state: text, material: text, locale: text, title: textOrNull });

const FEED_LINE: JsonSchema = {
  type: 'object',
  description: 'One of quantity (a count of the shelf), available (what can be promised) and delta (a change)',
  properties: {
    orderNumber: text,
    quantity: { type: 'integer', minimum: 0 },
    available: { type: 'integer', minimum: 0 },
    delta: { type: 'integer' },
    countedAt: { ...text, format: 'date-time' },
    expectedOn: { type: ['string', 'null'], format: 'date' },
  },
  required: ['orderNumber'],
};

const FEED_REPORT = object({
  batch: text,
  booked: { type: 'integer' },
  refused: { type: 'integer' },
  lines: { type: 'array', items: { type: 'object' } },
  sent: { type: 'array', items: { type: 'object' } },
});

const conflict = {
  description: 'Nothing was taken; each failed line has its `action`',
  schema: refTo('OrderConflict'),
};
const place = { 200: { description: 'OK', schema: inData(refTo('WaitlistPlace')) } };

/** What this plugin's routes take and answer. */
export const describeRoutes = (): ApiDescription => ({
  tag: { name: 'ordering', description: 'Orders, the waitlist and the warehouse’s feed' },
  schemas: {
    OrderRequest: object({ lines: { type: 'array', items: object(LINE), minItems: 1 }, recipient: RECIPIENT }),
    Order: ORDER,
    UnfilledLine: UNFILLED,
    OrderConflict: CONFLICT,
    WaitlistRequest: object({ material: text, locale: text, email: { ...text, format: 'email' } }),
    WaitlistPlace: PLACE,
    StockFeedLine: FEED_LINE,
    StockFeedReport: FEED_REPORT,
  },
  operations: {
    'POST /orders': {
      summary: 'Order copies, all or nothing',
      parameters: [KEY, LOCALE],
      body: inData(refTo('OrderRequest')),
      answers: {
        201: { description: 'The order was taken', schema: inData(refTo('Order')) },
        409: conflict,
        422: { description: 'The key was used for another order', schema: refTo('Refusal') },
      },
    },
    'GET /orders/terms': {
      summary: 'What is asked and allowed',
      answers: {
        200: {
          description: 'The terms; null: no limit',
          schema: inData(
            object({
              fee: FEE,
              countries: { type: ['array', 'null'], items: text },
              destinations: { type: 'array', items: object({ code: text, hasPostalCode: { type: 'boolean' } }) },
              mostCopies: { type: ['integer', 'null'] },
              mostPerMaterial: { type: ['integer', 'null'] },
              perRecipient: { type: ['object', 'null'] },
              packSizes: { type: 'object', additionalProperties: { type: 'integer' } },
            })
          ),
        },
      },
    },
    'GET /orders/{token}': {
      summary: 'How an order stands',
      parameters: [TOKEN, LOCALE],
      answers: { 200: { description: 'The order, without its address', schema: inData(refTo('Order')) } },
    },
    'POST /orders/{token}/cancel': {
      summary: 'Cancel an order',
      description: 'Until it is passed on. Cancelled twice, it is cancelled once.',
      parameters: [TOKEN, LOCALE],
      answers: {
        200: { description: 'The order, cancelled', schema: inData(refTo('Order')) },
        409: { description: 'It was passed on already', schema: refTo('OrderConflict') },
      },
    },
    'POST /waitlist': {
      summary: 'Be told when copies are there',
      description: 'The same answer whether the address is on the list or new: a mail asks to confirm it.',
      parameters: [LOCALE],
      body: inData(refTo('WaitlistRequest')),
      answers: { 202: { description: 'It is noted', schema: inData(object({ message: text })) } },
    },
    'GET /waitlist/{token}': { summary: 'A place on the waitlist', parameters: [TOKEN, LOCALE], answers: place },
    'POST /waitlist/{token}/confirm': { summary: 'Confirm a place', parameters: [TOKEN, LOCALE], answers: place },
    'POST /waitlist/{token}/leave': { summary: 'Leave the waitlist', parameters: [TOKEN, LOCALE], answers: place },
    'PUT /stock-feed': {
      summary: 'What came, went or was counted in the warehouse',
      description: 'Each batch is booked once, however often it is sent.',
      body: inData(
        object(
          {
            batch: { ...text, description: 'New for each batch' },
            lines: { type: 'array', items: refTo('StockFeedLine') },
            sent: { type: 'array', items: { type: ['string', 'object'] }, description: 'Numbers of orders that left' },
          },
          ['lines', 'sent']
        )
      ),
      answers: { 200: { description: 'What became of each line', schema: inData(refTo('StockFeedReport')) } },
    },
  },
});
