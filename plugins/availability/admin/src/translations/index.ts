import { PLUGIN_ID } from '../plugin';

const CATALOGUES: Readonly<Record<string, () => Promise<{ default: Record<string, string> }>[]>> = {
  de: () => [import('./de.json'), import('../text-editor/translations/de.json')],
  en: () => [import('./en.json'), import('../text-editor/translations/en.json')],
};

/** Our messages in the languages of the admin; where there is none, Strapi shows the English. */
export const registerTranslations = async ({ locales }: { readonly locales: readonly string[] }) =>
  Promise.all(
    locales.map(async (locale) => {
      const parts = await Promise.all(CATALOGUES[locale]?.() ?? []);
      const messages: Record<string, string> = Object.assign({}, ...parts.map((part) => part.default));
      const data = Object.fromEntries(Object.entries(messages).map(([key, text]) => [`${PLUGIN_ID}.${key}`, text]));
      return { locale, data };
    })
  );
