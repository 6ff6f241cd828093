import type { StockSuggestion } from '../../../domain/contract';
import { entryOfRun, type NewEntry, type ReportedRecord } from '../../../domain/run-report';
import { modelOf, type Row, type Strapi } from '../strapi';
import type { BuiltStock } from './stock-of';
import { hashOf, type Entries, type ImportedRecord } from './entries';

interface StoredStock {
  readonly documentId: string;
  readonly material: string;
  readonly edition: string | null;
  readonly orderNumber: string | null;
  readonly availability: string;
  readonly quantity: number | null;
  readonly whenSoldOut: string;
}

interface Documents {
  create(parameters: { data: Row }): Promise<{ documentId: string }>;
  update(parameters: { documentId: string; data: Row }): Promise<unknown>;
}

const FIELDS = ['documentId', 'material', 'edition', 'orderNumber', 'availability', 'quantity', 'whenSoldOut'];

/** The stock statuses that an import writes: one for a material, for all languages. */
export const createStock = (strapi: Strapi, entries: Entries) => {
  const uid = modelOf(strapi).stockStatus.uid;
  const documents = (): Documents => strapi.documents(uid as never) as unknown as Documents;
  const hashOfStock = ({
    orderNumber,
    availability,
    quantity,
  }: Pick<StoredStock, 'orderNumber' | 'availability' | 'quantity'>): string =>
    hashOf({ orderNumber, availability, quantity });

  const find = async (where: object): Promise<StoredStock[]> =>
    (await strapi.db.query(uid).findMany({ select: FIELDS, where })) as StoredStock[];

  return {
    /**
     * Writes what materials' records tell of stock. What somebody else set stays as it is.
     *
     * @returns what people should know
     */
    async keep(
      wanted: readonly { readonly record: ReportedRecord; readonly documentId: string; readonly stock: BuiltStock }[],
      overwrite: boolean
    ): Promise<NewEntry[]> {
      if (wanted.length === 0) return [];
      const report: NewEntry[] = [];
      const ids = wanted.map(({ record }) => `stock:${record.importId}`);
      const [imported, stored, numbered] = await Promise.all([
        entries.imported(ids),
        find({ material: { $in: wanted.map(({ documentId }) => documentId) }, edition: { $null: true } }),
        find({ orderNumber: { $in: wanted.flatMap(({ stock }) => stock.orderNumber ?? []) } }),
      ]);
      const numbers = new Map(numbered.map((each) => [each.orderNumber, each.material]));
      const remembered: ImportedRecord[] = [];
      for (const { record, documentId, stock } of wanted) {
        const importId = `stock:${record.importId}`;
        const known = imported.get(importId);
        const present = stored.find(({ material }) => material === documentId);
        const sourceHash = hashOf(stock);
        if (known?.sourceHash === sourceHash && !overwrite) continue;
        if (present && !overwrite && known?.writtenHash !== hashOfStock(present)) {
          report.push(entryOfRun('outcome', 'kept-stock', { title: record.title }, record));
          continue;
        }
        let { orderNumber } = stock;
        if (orderNumber !== null && (numbers.get(orderNumber) ?? documentId) !== documentId) {
          report.push(entryOfRun('field', 'order-number-taken', { number: orderNumber }, record));
          orderNumber = null;
        }
        if (orderNumber !== null) numbers.set(orderNumber, documentId);
        const data = {
          material: documentId,
          edition: null,
          orderNumber,
          availability: stock.availability,
          quantity: stock.quantity,
        };
        const id = present ? present.documentId : (await documents().create({ data })).documentId;
        if (present) await documents().update({ documentId: id, data });
        const [now] = await find({ documentId: id });
        if (now) {
          remembered.push({
            importId,
            contentType: uid,
            documentId: id,
            locale: '',
            sourceHash,
            writtenHash: hashOfStock(now),
            applied: [],
          });
        }
      }
      await entries.remember(remembered);
      return report;
    },

    /**
     * Sets what a sentence tells of a material's stock, for all languages. A status that somebody set already stays unless it is asked for.
     *
     * @returns whether the status is now what the sentence told
     */
    async tell({ documentId, availability, whenSoldOut }: StockSuggestion, replace: boolean): Promise<boolean> {
      const [present] = await find({ material: documentId, edition: { $null: true } });
      // “Replaced” names a successor, which no sentence does.
      const data = {
        availability: availability === 'replaced' ? 'out-of-print' : availability,
        ...(whenSoldOut ? { whenSoldOut } : {}),
      };
      if (!present) {
        await documents().create({ data: { material: documentId, edition: null, ...data } });
        return true;
      }
      if (present.availability === data.availability) return true;
      if (!replace) return false;
      await documents().update({ documentId: present.documentId, data: { ...data, quantity: null } });
      return true;
    },
  };
};

export type Stock = ReturnType<typeof createStock>;
