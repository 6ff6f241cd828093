import type { Cache } from './cache';
import type { Strapi } from './strapi';

interface Permission {
  readonly action: string;
}
interface PermissionService {
  findPublicPermissions: () => Promise<readonly Permission[]>;
}
interface Engine {
  generateAbility: (permissions: readonly Permission[], options?: object) => Promise<unknown>;
}

/**
 * Strapi reads with every request what everybody may do, and works out anew what that means: a quarter of the time that a new answer
 * takes. Whoever asks for what may be kept has no name, so it is remembered as a part of these answers, until a permission changes.
 */
export const rememberPublicPermissions = (strapi: Strapi, cache: Cache): void => {
  const service = strapi.plugin('users-permissions')?.service('permission') as PermissionService | undefined;
  if (!service) return;
  const engine = strapi.contentAPI.permissions.engine as unknown as Engine;
  const findPublicPermissions = service.findPublicPermissions.bind(service);
  const generateAbility = engine.generateAbility.bind(engine);

  service.findPublicPermissions = () => cache.remember('public permissions', findPublicPermissions);
  engine.generateAbility = (permissions, options) => {
    const generate = (): Promise<unknown> => generateAbility(permissions, options);
    return options === undefined ? cache.remember(`ability ${JSON.stringify(permissions)}`, generate) : generate();
  };
};
