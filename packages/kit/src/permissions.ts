import { knowsInside } from './insides';
import type { Strapi } from './strapi';

/** The languages that the plugins' own screens speak. */
const LANGUAGES = ['en', 'de', 'fr'] as const;
type Words = Readonly<Record<(typeof LANGUAGES)[number], string>>;

/** What a role can be allowed, on Strapi's own permission screen. Ids take no digits or underscores. */
export interface PermissionAction {
  readonly uid: string;
  readonly name: Words;
  readonly subCategory?: Words;
}

/** An action as the permission screen gets it. */
interface Listed {
  readonly action: string;
  displayName: string;
  subCategory?: string;
}

interface PermissionService {
  readonly actionProvider: { readonly registerMany: (actions: readonly object[]) => Promise<unknown> };
  readonly sectionsBuilder: {
    readonly addHandler: (
      section: 'plugins',
      handler: (built: { readonly action: { readonly actionId: string }; readonly section: readonly Listed[] }) => void
    ) => unknown;
  };
}

/** The language in which the person who asks uses the admin, of those that we speak. */
const languageOf = (strapi: Strapi): keyof Words => {
  const { user } = (strapi.requestContext.get()?.state ?? {}) as { user?: { preferedLanguage?: unknown } };
  const [chosen] = String(user?.preferedLanguage ?? 'en').split('-');
  return LANGUAGES.find((language) => language === chosen) ?? 'en';
};

/**
 * Strapi keeps one name for an action and shows it untranslated; the screen is made anew for each person who opens it, so the name is
 * chosen then.
 */
const nameInLanguageOfReader = (
  strapi: Strapi,
  { sectionsBuilder }: PermissionService,
  pluginName: string,
  actions: readonly PermissionAction[]
): void => {
  const isOn = knowsInside(strapi, {
    inside: 'sectionsBuilder of the service admin::permission',
    nicety: 'Naming the plugins’ permissions in the language of the admin',
    isKnown: () => typeof sectionsBuilder.addHandler === 'function',
  });
  if (!isOn) return;
  const byId = new Map(actions.map((action) => [`plugin::${pluginName}.${action.uid}`, action]));
  sectionsBuilder.addHandler('plugins', ({ action: { actionId }, section }) => {
    const own = byId.get(actionId);
    const listed = section.find(({ action }) => action === actionId);
    if (!own || !listed) return;
    const language = languageOf(strapi);
    listed.displayName = own.name[language];
    if (own.subCategory) listed.subCategory = own.subCategory[language];
  });
};

/** Puts a plugin's actions on the permission screen. */
export const registerActions = async (
  strapi: Strapi,
  pluginName: string,
  actions: readonly PermissionAction[]
): Promise<void> => {
  const service = strapi.service('admin::permission') as unknown as PermissionService;
  const isOn = knowsInside(strapi, {
    inside: 'actionProvider of the service admin::permission',
    nicety: 'Giving the plugins’ permissions to other roles than Super Admin',
    isKnown: () => typeof service.actionProvider.registerMany === 'function',
  });
  if (!isOn) return;
  await service.actionProvider.registerMany(
    actions.map(({ uid, name, subCategory }) => ({
      ...{ uid, displayName: name.en, section: 'plugins', pluginName },
      ...(subCategory ? { subCategory: subCategory.en } : {}),
    }))
  );
  nameInLanguageOfReader(strapi, service, pluginName, actions);
};
