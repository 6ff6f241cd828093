/** The plugin's name in Strapi: before its messages, routes and permissions. */
export const PLUGIN_ID = 'ordering';

export const messageId = (key: string): string => `${PLUGIN_ID}.${key}`;

/** What a role must be allowed; enforced on the server, looked at here to show only what can be done. */
export const PERMISSIONS = {
  read: [{ action: 'plugin::ordering.orders.read', subject: null }],
  move: [{ action: 'plugin::ordering.orders.move', subject: null }],
  people: [{ action: 'plugin::ordering.orders.erase', subject: null }],
  reprint: [{ action: 'plugin::ordering.reprint.read', subject: null }],
};
