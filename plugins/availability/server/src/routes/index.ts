import admin from './admin';
import { usageRoutes } from '../usage/routes';

/** Anyone may ask these, with or without a token: they answer what is published and nothing else. */
const forAnyone = { auth: false, policies: [] } as const;

export default {
  admin: { ...admin, routes: [...admin.routes, ...usageRoutes] },
  'content-api': {
    type: 'content-api',
    routes: [
      { method: 'GET', path: '/', handler: 'availability.find', config: forAnyone },
      { method: 'GET', path: '/material-action.js', handler: 'availability.webComponent', config: forAnyone },
      { method: 'GET', path: '/:documentId/json-ld', handler: 'availability.jsonLd', config: forAnyone },
    ],
  },
};
