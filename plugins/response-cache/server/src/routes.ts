import { PERMISSIONS } from './permissions';

const forRolesWith = (...actions: readonly string[]) => ({
  policies: ['admin::isAuthenticatedAdmin', { name: 'admin::hasPermissions', config: { actions } }],
});

export default {
  'content-api': {
    type: 'content-api',
    routes: [{ method: 'GET', path: '/changes', handler: 'live.listen', config: { auth: false, policies: [] } }],
  },
  admin: {
    type: 'admin',
    routes: [
      { method: 'GET', path: '/report', handler: 'cache.report', config: forRolesWith(PERMISSIONS.read) },
      {
        method: 'POST',
        path: '/empty',
        handler: 'cache.empty',
        config: forRolesWith(PERMISSIONS.read, PERMISSIONS.empty),
      },
    ],
  },
};
