import en from './en.json';
import { messageId } from '../plugin';

type Messages = Readonly<Record<string, string>>;

const CATALOGUES: Readonly<Record<string, () => Promise<{ default: Messages }>>> = {
  de: () => import('./de.json'),
  fr: () => import('./fr.json'),
  en: () => Promise.resolve({ default: en }),
};

/** Our messages in the languages of the admin; where there is none, Strapi shows the English. */
export const registerTranslations = async ({ locales }: { readonly locales: readonly string[] }) =>
  Promise.all(
    locales.map(async (locale) => {
      const { default: messages } = (await CATALOGUES[locale]?.()) ?? { default: {} };
      return {
        locale,
        data: Object.fromEntries(Object.entries(messages).map(([key, text]) => [messageId(key), text])),
      };
    })
  );
