import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';

interface Settings {
  readonly locales: readonly string[];
  readonly defaultLocale: string;
}

interface SettingsService {
  readonly current: () => Promise<Settings>;
  readonly localeMeantBy: (asked: string) => Promise<string | null>;
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
 * The locale of this site that is meant: the asked one, else its base language (`de` for `de-DE`).
 *
 * @throws ValidationError that names the locales of the site
 */
export const requireLocale = async (strapi: Core.Strapi, asked: unknown): Promise<string> => {
  const service = settingsOf(strapi);
  const locale = typeof asked === 'string' ? await service.localeMeantBy(asked) : null;
  if (locale !== null) return locale;
  const { locales } = await service.current();
  const message = `locale: this site has ${locales.join(', ')}. Use one of them.`;
  throw new errors.ValidationError(message, { errors: [{ path: ['locale'], message, name: 'ValidationError' }] });
};
