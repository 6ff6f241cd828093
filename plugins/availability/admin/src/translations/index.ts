import en from './en.json';
import { PLUGIN_ID } from '../plugin';

type Messages = Readonly<Record<string, string>>;

const CATALOGUES: Readonly<Record<string, () => Promise<{ default: Messages }>>> = {
  de: () => import('./de.json'),
  en: () => Promise.resolve({ default: en }),
};
const loaded: Record<string, Messages> = {};

/** Our messages in the languages of the admin; where there is none, Strapi shows the English. */
export const registerTranslations = async ({ locales }: { readonly locales: readonly string[] }) =>
  Promise.all(
    locales.map(async (locale) => {
      const { default: messages } = (await CATALOGUES[locale]?.()) ?? { default: {} };
      loaded[locale] = messages;
      const data = Object.fromEntries(Object.entries(messages).map(([key, text]) => [`${PLUGIN_ID}.${key}`, text]));
      return { locale, data };
    })
  );

/** A message without values where Strapi asks for a plain text outside of a component, and so without `useSay`. */
export const textOf = (key: keyof typeof en): string => loaded[document.documentElement.lang]?.[key] ?? en[key];
