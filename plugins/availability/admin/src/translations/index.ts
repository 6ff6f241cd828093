import en from './en.json';
import { PLUGIN_ID } from '../plugin';

type Messages = Readonly<Record<string, string>>;
type Part = Promise<{ readonly default: Messages }>;

const CATALOGUES: Readonly<Record<string, () => Part[]>> = {
  de: () => [import('./de.json'), import('../text-editor/translations/de.json')],
  en: () => [Promise.resolve({ default: en }), import('../text-editor/translations/en.json')],
  fr: () => [import('./fr.json'), import('../text-editor/translations/fr.json')],
};
const loaded: Record<string, Messages> = {};

/** Our messages in the languages of the admin; where there is none, Strapi shows the English. */
export const registerTranslations = async ({ locales }: { readonly locales: readonly string[] }) =>
  Promise.all(
    locales.map(async (locale) => {
      const parts = await Promise.all(CATALOGUES[locale]?.() ?? []);
      const messages: Messages = Object.assign({}, ...parts.map((part) => part.default));
      loaded[locale] = messages;
      const data = Object.fromEntries(Object.entries(messages).map(([key, text]) => [`${PLUGIN_ID}.${key}`, text]));
      return { locale, data };
    })
  );

/** A message without values where Strapi asks for a plain text outside of a component, and so without `useSay`. */
export const textOf = (key: keyof typeof en): string => loaded[document.documentElement.lang]?.[key] ?? en[key];
