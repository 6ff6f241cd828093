import { randomBytes } from 'node:crypto';

import type { Answer, Asking, Instance } from './instance';

const UNAUTHORIZED = 401;

/** Somebody who can log in to the admin. */
export interface AdminUser {
  readonly email: string;
  readonly password: string;
  /** Logs in once more. @returns what the admin sends with each request */
  readonly logIn: () => Promise<string>;
  /** Asks the admin's API as this person, after logging in. */
  readonly ask: (path: string, asking?: Asking) => Promise<Answer>;
}

export type RoleCode =
  'strapi-super-admin' | 'strapi-editor' | 'strapi-author' | 'inprint-translator' | 'inprint-stock-keeper';

/** What a role may do, as Strapi's admin keeps it. */
export interface RolePermission {
  readonly action: string;
  readonly subject?: string;
  readonly conditions?: readonly string[];
  readonly properties?: { readonly fields?: readonly string[]; readonly locales?: readonly string[] };
}

/** A role that somebody made in the admin. */
export type OwnRole = `own-${string}`;

/** Makes a role, as an administrator would. */
export const makeRole = async (
  instance: Instance,
  code: OwnRole,
  permissions: readonly RolePermission[]
): Promise<OwnRole> => {
  await instance.run(
    async (strapi, name, held) => {
      const service = strapi.service('admin::role');
      const { id } = (await service.create({ name, code: name })) as { id: number };
      await service.addPermissions(id, held);
    },
    code,
    permissions
  );
  return code;
};

/** Makes a person with one role, and logs in. */
export const makeAdminUser = async (instance: Instance, role: RoleCode | OwnRole): Promise<AdminUser> => {
  const email = `${role}-${randomBytes(4).toString('hex')}@example.org`;
  const password = `Aa1-${randomBytes(8).toString('hex')}`;
  await instance.run(
    async (strapi, code, address, secret) => {
      const found = (await strapi.service('admin::role').findOne({ code })) as { id: number };
      await strapi.service('admin::user').create({
        firstname: 'Ada',
        lastname: 'Lovage',
        email: address,
        password: secret,
        isActive: true,
        roles: [found.id],
      });
    },
    role,
    email,
    password
  );
  const logIn = async (): Promise<string> => {
    const answer = await instance.asReader('/admin/login', { method: 'POST', body: { email, password } });
    const { data } = answer.body as { data?: { accessToken?: string; token?: string } };
    const token = data?.accessToken ?? data?.token;
    if (!token) throw new Error(`The login was refused with ${answer.status}: ${JSON.stringify(answer.body)}`);
    return token;
  };
  let token = await logIn();
  const ask: AdminUser['ask'] = (path, asking = {}) =>
    instance.asReader(path, { ...asking, headers: { authorization: `Bearer ${token}`, ...asking.headers } });
  return {
    email,
    password,
    logIn,
    async ask(path, asking) {
      const answer = await ask(path, asking);
      if (answer.status !== UNAUTHORIZED) return answer;
      token = await logIn(); // after half an hour
      return ask(path, asking);
    },
  };
};
