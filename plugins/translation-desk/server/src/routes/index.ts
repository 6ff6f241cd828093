import { PERMISSIONS } from '../permissions';

const forRolesWith = (...actions: readonly string[]) => ({
  policies: ['admin::isAuthenticatedAdmin', { name: 'admin::hasPermissions', config: { actions } }],
});

const seen = forRolesWith(PERMISSIONS.read);

export default {
  admin: {
    type: 'admin',
    routes: [
      { method: 'GET', path: '/settings', handler: 'desk.settings', config: seen },
      { method: 'GET', path: '/entries', handler: 'desk.find', config: seen },
      { method: 'GET', path: '/counts', handler: 'desk.counts', config: seen },
      { method: 'GET', path: '/entries/:uid/:documentId/:locale', handler: 'desk.findOne', config: seen },
      { method: 'GET', path: '/hand-out', handler: 'exchange.handOut', config: seen },
      {
        method: 'POST',
        path: '/hand-in',
        handler: 'exchange.handIn',
        config: forRolesWith(PERMISSIONS.read, PERMISSIONS.handIn),
      },
      {
        method: 'GET',
        path: '/entries/:uid/:documentId/:locale/relations',
        handler: 'exchange.relations',
        config: seen,
      },
      {
        method: 'POST',
        path: '/entries/:uid/:documentId/:locale/relations',
        handler: 'exchange.takeRelations',
        config: seen,
      },
      {
        method: 'POST',
        path: '/entries/:uid/:documentId/:locale/up-to-date',
        handler: 'desk.confirm',
        config: forRolesWith(PERMISSIONS.read, PERMISSIONS.confirm),
      },
    ],
  },
};
