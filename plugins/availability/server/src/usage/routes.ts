/** For whoever is logged in to the admin; the controller asks for the right to read what an answer names. */
const forEditors = { policies: ['admin::isAuthenticatedAdmin'] };

export const usageRoutes = [
  { method: 'GET', path: '/usage/settings', handler: 'usage.settings', config: forEditors },
  { method: 'GET', path: '/usage', handler: 'usage.whereUsed', config: forEditors },
  { method: 'GET', path: '/usage/unpublished', handler: 'usage.unpublished', config: forEditors },
  { method: 'GET', path: '/usage/materials', handler: 'usage.search', config: forEditors },
  { method: 'GET', path: '/usage/states', handler: 'usage.states', config: forEditors },
  { method: 'GET', path: '/usage/entries/:uid/:documentId', handler: 'usage.mentionedBy', config: forEditors },
  { method: 'POST', path: '/usage/addresses', handler: 'usage.addresses', config: forEditors },
  { method: 'POST', path: '/usage/effects', handler: 'usage.effects', config: forEditors },
];
