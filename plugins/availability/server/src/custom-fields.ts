import type { Strapi } from './strapi';

/**
 * Fields that hold words (a state, a locale, a documentId) but are filled in from a list. The admin's inputs for them are
 * in `admin/src/fields`.
 */
export const registerCustomFields = (strapi: Strapi): void => {
  for (const name of ['state', 'when-sold-out', 'edition', 'material']) {
    strapi.customFields.register({
      name,
      plugin: 'availability',
      type: 'string',
      inputSize: { default: 6, isResizable: true },
    });
  }
};
