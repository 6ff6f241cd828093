import type { Core } from '@strapi/strapi';

/** What a role may do, as Strapi's admin keeps it. */
export interface Permission {
  readonly action: string;
  readonly subject?: string | null;
  readonly conditions?: readonly string[];
  readonly properties?: { readonly fields?: readonly string[]; readonly locales?: readonly string[] | null };
}

export interface StoredPermission extends Permission {
  readonly id: number;
}

export interface Role {
  readonly id: number;
}

interface RoleService {
  findOne(where: { code: string }): Promise<Role | null>;
  create(role: { name: string; code: string; description: string }): Promise<Role>;
  addPermissions(id: number, permissions: readonly Permission[]): Promise<unknown>;
}

interface Action {
  readonly actionId: string;
  readonly section: string;
}

interface PermissionService {
  readonly actionProvider: {
    values(): Action[];
    appliesToProperty(property: string, actionId: string, subject: string): Promise<boolean>;
  };
}

interface ContentTypeService {
  /** All fields of a type, those of its components as `publishers.name`. */
  getNestedFields(model: unknown, options: { components: unknown }): string[];
  /** A permission for each type that an action is about, with all of its fields. */
  getPermissionsWithNestedFields(
    actions: readonly Action[],
    options: { restrictedSubjects: readonly string[] }
  ): (Permission & { readonly subject: string })[];
}

export const rolesOf = (strapi: Core.Strapi): RoleService => strapi.service('admin::role') as unknown as RoleService;

export const contentTypesOf = (strapi: Core.Strapi): ContentTypeService =>
  strapi.service('admin::content-type') as unknown as ContentTypeService;

const actionsOf = (strapi: Core.Strapi): PermissionService['actionProvider'] =>
  (strapi.service('admin::permission') as unknown as PermissionService).actionProvider;

export const storedPermissions = async (strapi: Core.Strapi, role: Role): Promise<StoredPermission[]> =>
  (await strapi.db.query('admin::permission').findMany({ where: { role: { id: role.id } } })) as StoredPermission[];

export const setLocales = async (
  strapi: Core.Strapi,
  { id, properties }: StoredPermission,
  locales: readonly string[]
): Promise<void> => {
  await strapi.db
    .query('admin::permission')
    .update({ where: { id }, data: { properties: { ...properties, locales } } });
};

/** Gives a role what it lacks; what it has, with fields and languages chosen in the admin, stays as it is. */
export const grantMissing = async (
  strapi: Core.Strapi,
  role: Role,
  permissions: readonly Permission[]
): Promise<void> => {
  const keyOf = ({ action, subject }: Permission): string => `${action} ${subject ?? ''}`;
  const held = new Set((await storedPermissions(strapi, role)).map(keyOf));
  const missing = permissions.filter((permission) => !held.has(keyOf(permission)));
  if (missing.length > 0) await rolesOf(strapi).addPermissions(role.id, missing);
};

/** What Strapi shows to its super admin alone. */
const restrictedSubjects = (strapi: Core.Strapi): string[] => [
  'plugin::users-permissions.user',
  ...Object.values(strapi.contentTypes)
    .filter(({ pluginOptions }) => {
      const shown = (pluginOptions as { 'content-manager'?: { visible?: boolean } } | undefined)?.['content-manager'];
      return shown?.visible === false;
    })
    .map(({ uid }) => uid),
];

/**
 * All that can be done to content: each action of the content manager on each type that it shows, with all fields and,
 * where the type has languages, in these. It is what Strapi gives its Editor; but Strapi gives it without languages, and
 * its own clean-up at the same start then takes away what has none and no fields either: publishing and deleting.
 */
export const everythingAboutContent = async (
  strapi: Core.Strapi,
  locales: readonly string[]
): Promise<(Permission & { readonly subject: string })[]> => {
  const actions = actionsOf(strapi);
  const permissions = contentTypesOf(strapi).getPermissionsWithNestedFields(
    actions.values().filter(({ section }) => section === 'contentTypes'),
    { restrictedSubjects: restrictedSubjects(strapi) }
  );
  return Promise.all(
    permissions.map(async (permission) =>
      (await actions.appliesToProperty('locales', permission.action, permission.subject))
        ? { ...permission, properties: { ...permission.properties, locales } }
        : permission
    )
  );
};
