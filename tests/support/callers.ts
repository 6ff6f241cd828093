import { makeAdminUser, makeRole, type OwnRole, type RoleCode } from './admin-user';
import type { Instance } from './instance';

/** With a login of the admin. */
export const ADMINS = ['super', 'editor', 'author', 'translator', 'stock', 'french'] as const;
/** Without one: nobody, a reader with an account, an API token that reads, and one that lists materials. */
export const READERS = ['anonymous', 'reader', 'read-only', 'custom'] as const;

/** Somebody who asks the portal. */
export type Caller = (typeof ADMINS)[number] | (typeof READERS)[number];

export interface Callers {
  /** What a caller sends in “Authorization”; null for nobody. */
  readonly tokenOf: (caller: Caller) => string | null;
  /** Somebody else with the same role, where a login was ended: few may log in again and again. Readers keep what they have. */
  readonly logIn: (caller: Caller) => Promise<void>;
}

/** Makes one of each: a reader's account, API tokens, and people with the seeded roles and with one that reads French titles. */
export const makeCallers = async (instance: Instance): Promise<Callers> => {
  const [readOnly, custom, reader] = await instance.run(async (strapi) => {
    const service = strapi.service('admin::api-token');
    const one = await service.create({ name: 'reads', type: 'read-only', lifespan: null });
    const other = await service.create({
      name: 'lists',
      type: 'custom',
      permissions: ['api::material.material.find'],
      lifespan: null,
    });
    const role = await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'authenticated' } });
    const user = await strapi.plugin('users-permissions').service('user').add({
      username: 'ada',
      email: 'ada@example.org',
      password: 'Aa1-geheim-genug',
      confirmed: true,
      provider: 'local',
      role: role.id,
    });
    return [
      one.accessKey,
      other.accessKey,
      await strapi.plugin('users-permissions').service('jwt').issue({ id: user.id }),
    ] as [string, string, string];
  });
  const tokens = new Map<Caller, string | null>([
    ['anonymous', null],
    ['read-only', readOnly],
    ['custom', custom],
    ['reader', reader],
  ]);

  const french = await makeRole(instance, 'own-french-titles', [
    {
      action: 'plugin::content-manager.explorer.read',
      subject: 'api::material.material',
      properties: { fields: ['title'], locales: ['fr'] },
    },
  ]);
  const roles: Readonly<Record<(typeof ADMINS)[number], RoleCode | OwnRole>> = {
    super: 'strapi-super-admin',
    editor: 'strapi-editor',
    author: 'strapi-author',
    translator: 'inprint-translator',
    stock: 'inprint-stock-keeper',
    french,
  };
  const logIn = async (caller: Caller): Promise<void> => {
    if (!Object.hasOwn(roles, caller)) return;
    tokens.set(caller, await (await makeAdminUser(instance, roles[caller as (typeof ADMINS)[number]])).logIn());
  };
  for (const caller of ADMINS) await logIn(caller);
  return { tokenOf: (caller) => tokens.get(caller) ?? null, logIn };
};

/** Every route that the portal mounts, Strapi's own and those of the plugins, as `GET /api/materials/:id`. */
export const mountedRoutes = async (instance: Instance): Promise<string[]> => {
  const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
  const routes = await instance.run((strapi) =>
    (strapi.server as unknown as { listRoutes: () => { methods: string[]; path: string }[] })
      .listRoutes()
      .map(({ methods, path: address }) => ({ methods, path: address }))
  );
  const names = routes.flatMap(({ methods, path: address }) =>
    methods.filter((method) => METHODS.has(method)).map((method) => `${method} ${address}`)
  );
  return [...new Set(names)].sort((one, other) => {
    const [a = '', b = ''] = [one.split(' ')[1], other.split(' ')[1]];
    return a === b ? one.localeCompare(other) : a < b ? -1 : 1;
  });
};
