/**
 * What of the demo a database has: kept in Strapi's store, beside the content itself. A document and its line here are written
 * in one transaction, so that a seed that was killed goes on where it stopped and makes nothing twice.
 *
 * @param {import('@strapi/strapi').Core.Strapi} strapi
 */
export const createRecord = async (strapi) => {
  const store = strapi.store({ type: 'core', name: 'inprint_demo' });
  /** @type {Record<string, string>} */
  const documents = (await store.get({ key: 'documents' })) ?? {};

  return {
    /** @returns {Promise<'none' | 'started' | 'done'>} */
    state: async () => (await store.get({ key: 'state' }))?.state ?? 'none',
    /** @param {'started' | 'done'} state */
    setState: (state) => store.set({ key: 'state', value: { state } }),

    /** The documentId of what was made under a key. @param {string} key */
    idOf(key) {
      const documentId = documents[key];
      if (!documentId) throw new Error(`The demo's content names “${key}”, which is not there.`);
      return documentId;
    },

    /**
     * Makes a document, unless it was made before.
     *
     * @param {string} key stable over time
     * @param {() => Promise<string>} make returns the documentId
     */
    async once(key, make) {
      if (documents[key]) return;
      const documentId = await strapi.db.transaction(async () => {
        const made = await make();
        await store.set({ key: 'documents', value: { ...documents, [key]: made } });
        return made;
      });
      documents[key] = documentId;
    },
  };
};
