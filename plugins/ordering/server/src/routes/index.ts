import { PERMISSIONS } from '../permissions';

/** Readers order without an account. */
const forAnyone = { auth: false, policies: [] } as const;

const forRolesWith = (permission: string) => ({
  policies: ['admin::isAuthenticatedAdmin', { name: 'admin::hasPermissions', config: { actions: [permission] } }],
});

export default {
  'content-api': {
    type: 'content-api',
    prefix: '',
    routes: [
      { method: 'POST', path: '/orders', handler: 'orders.create', config: forAnyone },
      { method: 'GET', path: '/orders/terms', handler: 'orders.terms', config: forAnyone },
      { method: 'GET', path: '/orders/:token', handler: 'orders.findOne', config: forAnyone },
      { method: 'POST', path: '/orders/:token/cancel', handler: 'orders.cancel', config: forAnyone },
      { method: 'POST', path: '/waitlist', handler: 'waitlist.join', config: forAnyone },
      { method: 'GET', path: '/waitlist/:token', handler: 'waitlist.findOne', config: forAnyone },
      { method: 'POST', path: '/waitlist/:token/confirm', handler: 'waitlist.confirm', config: forAnyone },
      { method: 'POST', path: '/waitlist/:token/leave', handler: 'waitlist.leave', config: forAnyone },
      { method: 'PUT', path: '/stock-feed', handler: 'stock-feed.update', config: { policies: [] } },
    ],
  },
  admin: {
    type: 'admin',
    routes: [
      { method: 'GET', path: '/orders', handler: 'inbox.find', config: forRolesWith(PERMISSIONS.read) },
      { method: 'GET', path: '/orders.csv', handler: 'inbox.csv', config: forRolesWith(PERMISSIONS.read) },
      { method: 'GET', path: '/orders/:number', handler: 'inbox.findOne', config: forRolesWith(PERMISSIONS.read) },
      { method: 'PUT', path: '/orders/state', handler: 'inbox.moveAll', config: forRolesWith(PERMISSIONS.move) },
      { method: 'PUT', path: '/orders/:number/state', handler: 'inbox.move', config: forRolesWith(PERMISSIONS.move) },
      {
        method: 'PUT',
        path: '/orders/:number/recipient',
        handler: 'inbox.correctAddress',
        config: forRolesWith(PERMISSIONS.move),
      },
      {
        method: 'POST',
        path: '/orders/:number/take-back',
        handler: 'inbox.takeBack',
        config: forRolesWith(PERMISSIONS.move),
      },
      { method: 'GET', path: '/messages', handler: 'messages.find', config: forRolesWith(PERMISSIONS.read) },
      {
        method: 'POST',
        path: '/messages/send-again',
        handler: 'messages.sendAllAgain',
        config: forRolesWith(PERMISSIONS.move),
      },
      {
        method: 'POST',
        path: '/messages/:id/send-again',
        handler: 'messages.sendAgain',
        config: forRolesWith(PERMISSIONS.move),
      },
      { method: 'POST', path: '/people/export', handler: 'people.export', config: forRolesWith(PERMISSIONS.privacy) },
      { method: 'POST', path: '/people/erase', handler: 'people.erase', config: forRolesWith(PERMISSIONS.privacy) },
      { method: 'GET', path: '/reprint', handler: 'reprint.find', config: forRolesWith(PERMISSIONS.reprint) },
      {
        method: 'GET',
        path: '/reprint/:stockStatus',
        handler: 'reprint.findOne',
        config: forRolesWith(PERMISSIONS.reprint),
      },
      {
        method: 'GET',
        path: '/stock/:stockStatus/days/:day',
        handler: 'reprint.day',
        config: forRolesWith(PERMISSIONS.reprint),
      },
      {
        method: 'GET',
        path: '/stock/:stockStatus/history',
        handler: 'reprint.history',
        config: forRolesWith(PERMISSIONS.reprint),
      },
      {
        method: 'GET',
        path: '/stock/:stockStatus/ledger',
        handler: 'inbox.ledger',
        config: forRolesWith(PERMISSIONS.stock),
      },
      {
        method: 'POST',
        path: '/stock/:stockStatus/changes',
        handler: 'inbox.changeStock',
        config: forRolesWith(PERMISSIONS.stock),
      },
    ],
  },
};
