import { PERMISSIONS } from '../permissions';

const forRolesWith = (...actions: readonly string[]) => ({
  policies: ['admin::isAuthenticatedAdmin', { name: 'admin::hasPermissions', config: { actions } }],
});

const seen = forRolesWith(PERMISSIONS.read);
const run = forRolesWith(PERMISSIONS.read, PERMISSIONS.run);

export default {
  admin: {
    type: 'admin',
    routes: [
      { method: 'GET', path: '/settings', handler: 'imports.settings', config: seen },
      { method: 'GET', path: '/sources', handler: 'imports.sources', config: seen },
      // A form with the dump under `file`; answers with the source's id and a first draft of a mapping.
      { method: 'POST', path: '/sources', handler: 'imports.addSource', config: run },
      { method: 'DELETE', path: '/sources/:id', handler: 'imports.removeSource', config: run },
      // A form with config.yaml of one or several sites under `file`; answers with the source and a mapping drafted anew.
      { method: 'POST', path: '/sources/:id/sites', handler: 'imports.addSites', config: run },
      { method: 'GET', path: '/runs', handler: 'imports.runs', config: seen },
      // { source, mapping, mode: 'dry-run' | 'write', overwrite, applySuggestions }
      { method: 'POST', path: '/runs', handler: 'imports.start', config: run },
      { method: 'GET', path: '/runs/:id', handler: 'imports.run', config: seen },
      { method: 'POST', path: '/runs/:id/stop', handler: 'imports.stop', config: run },
      // ?kind=&reason=&confidence=&record=&page=&pageSize=
      { method: 'GET', path: '/runs/:id/report', handler: 'imports.report', config: seen },
      // ?format=html|json|summary&language=en|de|fr
      { method: 'GET', path: '/runs/:id/report/download', handler: 'imports.download', config: seen },
      { method: 'POST', path: '/runs/:id/suggestions/:entry/apply', handler: 'imports.applySuggestion', config: run },
      // A form with a text or HTML file under `file`, and `locale`, `write`, `applySuggestions`.
      { method: 'POST', path: '/articles', handler: 'imports.article', config: run },
    ],
  },
};
