import { isBelow } from '@inprint/kit/addresses';

import { actorOf } from '../controllers/reading-body';
import { inTransaction, isRow, modelOf, serviceOf, type Row, type Strapi } from '../strapi';

interface DocumentContext {
  readonly uid: string;
  readonly action: string;
  readonly params: Row;
}

/**
 * A quantity that is written with a stock status (REST, GraphQL, admin) is what can be promised as of now: it goes through the ledger's
 * door, so that the line says who counted. What stays the same is not written at all: copies sold meanwhile stay sold.
 *
 * The form of the content manager is another thing: it sends back whatever it showed when it was opened, copies sold
 * meanwhile included. An existing record's count is changed at the stock desk and in the side panel, not there.
 */
export const createBooking = (strapi: Strapi) => {
  const { stockStatus } = modelOf(strapi);

  return async ({ uid, action, params }: DocumentContext, next: () => Promise<unknown>): Promise<unknown> => {
    const { data, documentId } = params;
    if (uid !== stockStatus.uid || action !== 'update' || !isRow(data) || !('quantity' in data)) return next();
    const ctx = strapi.requestContext.get();
    if (ctx && isBelow(ctx.path, '/content-manager')) {
      const { quantity: _shown, ...rest } = data;
      params.data = rest;
      return next();
    }
    const count = data.quantity;
    if (count !== null && !(Number.isInteger(count) && Number(count) >= 0)) return next(); // refused by its own checks
    return inTransaction(strapi, async (trx) => {
      const known = (await serviceOf(strapi, 'ledger').lock(trx, [String(documentId)])).get(String(documentId));
      if (known && known.quantity !== count) {
        await serviceOf(strapi, 'ledger').book(
          trx,
          String(documentId),
          { quantity: count === null ? null : Number(count) },
          { reason: 'correction', reference: null, who: ctx ? actorOf(ctx as never) : 'system' }
        );
      }
      return next();
    });
  };
};
