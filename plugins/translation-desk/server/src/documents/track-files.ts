import { isRow, localisedTypesOf, serviceOf, type Strapi } from '../strapi';

const FILE = 'plugin::upload.file';

/**
 * What the media library says of a file is part of the entries that hold it: where somebody changes it there, what is translated from it is
 * looked at anew. Nobody's work is lost over the books: what goes wrong with them is logged, and mended by the entry's next save.
 */
export const trackFiles = (strapi: Strapi): void => {
  const types = new Set(localisedTypesOf(strapi));

  const holdersOf = async (id: unknown): Promise<Map<string, string[]>> => {
    const file: unknown = await strapi.db.query(FILE).findOne({ where: { id }, populate: ['related'] });
    const holders = new Map<string, string[]>();
    for (const one of isRow(file) && Array.isArray(file.related) ? file.related.filter(isRow) : []) {
      const uid = String(one.__type);
      if (types.has(uid)) holders.set(uid, [...(holders.get(uid) ?? []), String(one.documentId)]);
    }
    return holders;
  };

  strapi.db.lifecycles.subscribe({
    models: [FILE],
    async afterUpdate({ result }) {
      if (!isRow(result)) return;
      try {
        for (const [uid, ids] of await holdersOf(result.id)) await serviceOf(strapi, 'translations').refresh(uid, ids);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        strapi.log.error(`translation-desk: file ${String(result.id)}: ${reason}`);
      }
    },
  });
};
