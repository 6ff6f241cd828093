import admin from './admin';
import { usageRoutes } from '../usage/routes';

/** Strapi's usual routes of a collection type, for API tokens and roles that may. */
const stockStatusRoutes = [
  { method: 'GET', path: '/stock-statuses', handler: 'stock-status.find' },
  { method: 'GET', path: '/stock-statuses/:id', handler: 'stock-status.findOne' },
  { method: 'POST', path: '/stock-statuses', handler: 'stock-status.create' },
  { method: 'PUT', path: '/stock-statuses/:id', handler: 'stock-status.update' },
  { method: 'DELETE', path: '/stock-statuses/:id', handler: 'stock-status.delete' },
].map((route) => ({ ...route, config: { middlewares: ['plugin::availability.own-stock-type'] } }));

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
      { method: 'GET', path: '/openapi.json', handler: 'description.find', config: { ...forAnyone, prefix: '' } },
      ...stockStatusRoutes,
    ],
  },
};
