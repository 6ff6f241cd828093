import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';

interface Settings {
  readonly locales: readonly string[];
  readonly defaultLocale: string;
}

interface SettingsService {
  readonly current: () => Promise<Settings>;
  readonly forget: () => void;
}

const settingsOf = (strapi: Core.Strapi): SettingsService =>
  strapi.plugin('availability').service('settings') as SettingsService;

/** Reads locales, button texts and fallback chains anew when they are needed next. */
export const forgetSite = (strapi: Core.Strapi): void => settingsOf(strapi).forget();

/** The locale that is meant where none is asked for. */
export const defaultLocaleOf = async (strapi: Core.Strapi): Promise<string> =>
  (await settingsOf(strapi).current()).defaultLocale;

/**
 * The asked locale, if the site has it.
 *
 * @throws ValidationError that names the locales of the site
 */
export const requireLocale = async (strapi: Core.Strapi, asked: unknown): Promise<string> => {
  const service = settingsOf(strapi);
  const isKnown = async (): Promise<boolean> =>
    typeof asked === 'string' && (await service.current()).locales.includes(asked);
  if (await isKnown()) return asked as string;
  service.forget(); // another server may have added it a moment ago
  if (await isKnown()) return asked as string;
  const { locales } = await service.current();
  const message = `locale: this site has ${locales.join(', ')}. Use one of them.`;
  throw new errors.ValidationError(message, { errors: [{ path: ['locale'], message, name: 'ValidationError' }] });
};
