/** The plugin's name in Strapi: before its messages, routes and permissions. */
export const PLUGIN_ID = 'translation-desk';

export const messageId = (key: string): string => `${PLUGIN_ID}.${key}`;

/** What a role must be allowed; enforced on the server, looked at here to show only what can be done. */
export const PERMISSIONS = {
  read: [{ action: 'plugin::translation-desk.desk.read', subject: null }],
  confirm: [{ action: 'plugin::translation-desk.desk.confirm', subject: null }],
  import: [{ action: 'plugin::translation-desk.desk.import', subject: null }],
};
