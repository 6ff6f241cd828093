/** The plugin's name in Strapi: before its messages, routes and permissions. */
export const PLUGIN_ID = 'typo3-import';

export const messageId = (key: string): string => `${PLUGIN_ID}.${key}`;

/** What a role must be allowed; enforced on the server, looked at here to show only what can be done. */
export const PERMISSIONS = {
  read: [{ action: 'plugin::typo3-import.imports.read', subject: null }],
  run: [{ action: 'plugin::typo3-import.imports.run', subject: null }],
};
