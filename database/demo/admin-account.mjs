import { makeUpPassword } from './environment.mjs';

/** @typedef {{ email: string, password: string | null, isNew: boolean, isPasswordIgnored: boolean }} Account */

/**
 * Makes the demo's admin account, unless there is one. A password that is set already is never changed.
 *
 * @param {import('@strapi/strapi').Core.Strapi} strapi
 * @param {import('./environment.mjs').AdminWish} wish
 * @returns {Promise<Account>} the password only of an account that was just made
 */
export const findOrMakeAdmin = async (strapi, wish) => {
  const { user: users, role: roles } = strapi.service('admin::user')
    ? { user: strapi.service('admin::user'), role: strapi.service('admin::role') }
    : strapi.admin.services;
  const [known] = await strapi.db.query('admin::user').findMany({ orderBy: { id: 'asc' }, limit: 1 });
  const isThere = await users.exists({ email: wish.email });
  if (isThere || (known && !wish.isEmailAsked)) {
    const email = isThere ? wish.email : known.email;
    return { email, password: null, isNew: false, isPasswordIgnored: wish.password !== null };
  }
  const password = wish.password ?? makeUpPassword();
  const { id: superAdmin } = await roles.getSuperAdmin();
  await users.create({
    email: wish.email,
    firstname: 'Demo',
    lastname: 'Admin',
    password,
    registrationToken: null,
    isActive: true,
    roles: [superAdmin],
  });
  return { email: wish.email, password, isNew: true, isPasswordIgnored: false };
};
