/**
 * What is in the warehouse: one record per material, or one per language with its own print run. No drafts and no languages: stock is a
 * fact, true at once in every language.
 */
export const stockStatus = {
  kind: 'collectionType',
  collectionName: 'availability_stock_statuses',
  info: {
    singularName: 'stock-status',
    pluralName: 'stock-statuses',
    displayName: 'Stock status',
    description: 'What is in the warehouse: one record per publication, or one per language with its own print run.',
  },
  options: { draftAndPublish: false },
  pluginOptions: { 'content-type-builder': { visible: false } },
  attributes: {
    material: { type: 'customField', customField: 'plugin::availability.material', required: true },
    edition: { type: 'customField', customField: 'plugin::availability.edition' },
    orderNumber: { type: 'string', maxLength: 64 },
    availability: { type: 'customField', customField: 'plugin::availability.state', required: true },
    quantity: { type: 'integer', min: 0 },
    lowStockAt: { type: 'integer', min: 0 },
    whenSoldOut: {
      type: 'customField',
      customField: 'plugin::availability.when-sold-out',
      required: true,
      default: 'out-of-print',
    },
    expectedOn: { type: 'date' },
    successor: { type: 'customField', customField: 'plugin::availability.material' },
    note: { type: 'text', maxLength: 2000 },
    /** Kept by the database: the count turned the state, and not an editor. */
    soldOut: { type: 'boolean', default: false, private: true, writable: false, visible: false },
  },
} as const;
