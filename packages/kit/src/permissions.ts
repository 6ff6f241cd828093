import type { Strapi } from './strapi';

/** What a role can be allowed, on Strapi's own permission screen. Ids take no digits and no underscores. */
export interface PermissionAction {
  readonly uid: string;
  readonly displayName: string;
  readonly subCategory?: string;
}

interface ActionProvider {
  readonly registerMany: (actions: readonly object[]) => Promise<unknown>;
}

/** Puts a plugin's actions on the permission screen. */
export const registerActions = async (
  strapi: Strapi,
  pluginName: string,
  actions: readonly PermissionAction[]
): Promise<void> => {
  const { actionProvider } = strapi.service('admin::permission') as unknown as { actionProvider: ActionProvider };
  await actionProvider.registerMany(actions.map((action) => ({ ...action, section: 'plugins', pluginName })));
};
