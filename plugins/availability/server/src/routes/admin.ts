/** Behind the admin's login; each names the permissions that it takes. */
const forRolesWith = (...actions: readonly string[]) => ({
  policies: [
    'admin::isAuthenticatedAdmin',
    {
      name: 'admin::hasPermissions',
      config: { actions: actions.map((action) => `plugin::availability.${action}`) },
    },
  ],
});

const forWhoMay = (...actions: readonly string[]) => forRolesWith(...actions.map((action) => `stock.${action}`));

export default {
  type: 'admin',
  routes: [
    { method: 'GET', path: '/setup', handler: 'setup.show', config: { policies: ['admin::isAuthenticatedAdmin'] } },
    { method: 'GET', path: '/settings', handler: 'stock.settings', config: forWhoMay('read') },
    { method: 'GET', path: '/materials', handler: 'stock.materials', config: forWhoMay('read') },
    { method: 'GET', path: '/panel/:documentId', handler: 'stock.panel', config: forWhoMay('read') },
    { method: 'GET', path: '/stock', handler: 'stock.find', config: forWhoMay('read') },
    { method: 'GET', path: '/stock/file', handler: 'stock.download', config: forWhoMay('read') },
    { method: 'POST', path: '/stock/file', handler: 'stock.upload', config: forWhoMay('read', 'import') },
    { method: 'POST', path: '/stock/file/undo', handler: 'stock.undoUpload', config: forWhoMay('read', 'import') },
    { method: 'POST', path: '/stock/:documentId/changes', handler: 'stock.change', config: forWhoMay('change') },
    { method: 'PUT', path: '/stock/:documentId', handler: 'stock.update', config: forWhoMay('change') },
    { method: 'GET', path: '/wording', handler: 'wording.show', config: forRolesWith('texts.read') },
    {
      method: 'PUT',
      path: '/wording/:locale',
      handler: 'wording.write',
      config: forRolesWith('texts.read', 'texts.change'),
    },
    {
      method: 'PUT',
      path: '/fallbacks/:locale',
      handler: 'wording.chooseFallbacks',
      config: forRolesWith('texts.read', 'fallbacks.change'),
    },
    { method: 'GET', path: '/attention', handler: 'stock.attention', config: forWhoMay('read') },
    { method: 'GET', path: '/glance', handler: 'stock.glance', config: forWhoMay('read') },
  ],
};
