import { el } from './element.js';

/**
 * A material's button. What the page's own answer says is shown at once; the element asks anew when readers come back.
 *
 * @param {{ documentId: string, title?: string, action?: object }} material
 * @param {string} language of the edition
 */
export const actionButton = ({ documentId, title, action }, language) => {
  const button = el('material-action', {
    'document-id': documentId,
    locale: language,
    refresh: 60,
    'material-title': title,
  });
  if (action) button.action = action;
  return button;
};
