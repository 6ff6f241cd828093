import type { Sql } from '@inprint/kit/content-permissions';

import { stateOf } from '../../../domain/edition';
import type { StockStatus } from '../../../domain/facts';
import { configOf, type Strapi } from '../strapi';

/**
 * Which editions run low, for staff: at or below what their record says, else at or below the setting for all. Readers are told by
 * the record alone.
 */
export const createLowStock = (strapi: Strapi) => {
  const forAll = (): number | null => configOf(strapi).lowStockAt;
  return {
    /** A condition on the table of stock statuses. */
    condition(alias: string): Sql {
      const own = `${alias}.availability = 'in-stock' AND ${alias}.quantity <= ${alias}.low_stock_at`;
      const setting = forAll();
      if (setting === null) return { sql: `(${own})`, bindings: [] };
      const others = `${alias}.availability = 'in-stock' AND ${alias}.low_stock_at IS NULL AND ${alias}.quantity <= ?`;
      return { sql: `(${own} OR ${others})`, bindings: [setting] };
    },

    isLow(edition: Pick<StockStatus, 'availability' | 'quantity' | 'whenSoldOut' | 'lowStockAt'>): boolean {
      const limit = edition.lowStockAt ?? forAll();
      return (
        stateOf(edition) === 'in-stock' && edition.quantity !== null && limit !== null && edition.quantity <= limit
      );
    },
  };
};
