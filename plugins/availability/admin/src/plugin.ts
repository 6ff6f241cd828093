/** The plugin's name in Strapi: before its messages, routes and permissions. */
export const PLUGIN_ID = 'availability';

/** The id of one of our messages in the admin's translations. */
export const messageId = (key: string): string => `${PLUGIN_ID}.${key}`;

/** What a role must be allowed; enforced on the server, looked at here to show only what can be done. */
export const PERMISSIONS = {
  read: [{ action: 'plugin::availability.stock.read', subject: null }],
  change: [{ action: 'plugin::availability.stock.change', subject: null }],
  import: [{ action: 'plugin::availability.stock.import', subject: null }],
  texts: [{ action: 'plugin::availability.texts.read', subject: null }],
};
