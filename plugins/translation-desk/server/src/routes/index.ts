import { PERMISSIONS } from '../permissions';

const forRolesWith = (...actions: readonly string[]) => ({
  policies: ['admin::isAuthenticatedAdmin', { name: 'admin::hasPermissions', config: { actions } }],
});

const seen = forRolesWith(PERMISSIONS.read);
const confirming = forRolesWith(PERMISSIONS.read, PERMISSIONS.confirm);
const importing = forRolesWith(PERMISSIONS.read, PERMISSIONS.import);

export default {
  admin: {
    type: 'admin',
    routes: [
      { method: 'GET', path: '/settings', handler: 'desk.settings', config: seen },
      { method: 'GET', path: '/entries', handler: 'desk.find', config: seen },
      { method: 'GET', path: '/counts', handler: 'desk.counts', config: seen },
      { method: 'GET', path: '/entries/:uid/:documentId/:locale', handler: 'desk.findOne', config: seen },
      { method: 'GET', path: '/export', handler: 'exchange.exportTexts', config: seen },
      { method: 'POST', path: '/import', handler: 'exchange.importTexts', config: importing },
      {
        method: 'GET',
        path: '/entries/:uid/:documentId/:locale/relations',
        handler: 'exchange.relations',
        config: seen,
      },
      {
        method: 'POST',
        path: '/entries/:uid/:documentId/:locale/relations',
        handler: 'exchange.applyRelations',
        config: seen,
      },
      {
        method: 'POST',
        path: '/entries/:uid/:documentId/:locale/up-to-date',
        handler: 'desk.confirm',
        config: confirming,
      },
      {
        method: 'POST',
        path: '/entries/:uid/:documentId/:locale/up-to-date/undo',
        handler: 'desk.unconfirm',
        config: confirming,
      },
      { method: 'POST', path: '/up-to-date', handler: 'desk.confirmAll', config: confirming },
      { method: 'GET', path: '/jobs', handler: 'exchange.jobs', config: seen },
      { method: 'DELETE', path: '/jobs/:id', handler: 'exchange.cancelJob', config: importing },
    ],
  },
};
