import type { Core } from '@strapi/strapi';

import { arrangeForms } from './edit-forms';
import { addRoles, completeStrapisRoles } from './roles';

const LOCALES = [
  { code: 'de', name: 'Deutsch (de)' },
  { code: 'en', name: 'English (en)' },
  { code: 'fr', name: 'Français (fr)' },
];

/** What readers may do: read what is published, and nothing else. Stock statuses are for the admin. */
const PUBLIC_ACTIONS = ['material', 'news-article', 'topic'].flatMap((name) =>
  ['find', 'findOne'].map((action) => `api::${name}.${name}.${action}`)
);

const addLocales = async (strapi: Core.Strapi): Promise<void> => {
  const service = strapi.plugin('i18n').service('locales');
  for (const locale of LOCALES) {
    if (!(await service.findByCode(locale.code))) await service.create(locale);
  }
};

const openTo = async (strapi: Core.Strapi, type: 'public' | 'authenticated'): Promise<void> => {
  const role = await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type } });
  const permissions = strapi.db.query('plugin::users-permissions.permission');
  for (const action of PUBLIC_ACTIONS) {
    const known = await permissions.findOne({ where: { action, role: { id: role.id } } });
    if (!known) await permissions.create({ data: { action, role: role.id } });
  }
};

/** Nobody needs an account to read and order; whoever wants readers to have one opens this in the admin. */
const closeRegistration = async (strapi: Core.Strapi): Promise<void> => {
  const store = strapi.store({ type: 'plugin', name: 'users-permissions' });
  const advanced = (await store.get({ key: 'advanced' })) as object;
  await store.set({ key: 'advanced', value: { ...advanced, allow_register: false } });
};

/** Each step is done once for a database: what is changed in the admin afterwards stays changed. */
const STEPS: Readonly<Record<string, (strapi: Core.Strapi) => Promise<void>>> = {
  async first_start(strapi) {
    await addLocales(strapi);
    await openTo(strapi, 'public');
  },
  forms: arrangeForms,
  /** Who logs in reads no less than everybody else. */
  logged_in_readers: (strapi) => openTo(strapi, 'authenticated'),
  registration: closeRegistration,
  roles: addRoles,
  newsroom_roles: completeStrapisRoles,
};

/** Sets a new database up: locales, forms, roles, and what readers may do. */
export const prepareFirstStart = async (strapi: Core.Strapi): Promise<void> => {
  const store = strapi.store({ type: 'core', name: 'inprint' });
  for (const [key, take] of Object.entries(STEPS)) {
    if (await store.get({ key })) continue;
    await take(strapi);
    await store.set({ key, value: { done: true } });
  }
};
