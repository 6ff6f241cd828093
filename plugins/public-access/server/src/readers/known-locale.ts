import { isContentApi, type Strapi } from '../strapi';
import type { SiteLocales } from './site-locales';

interface DocumentContext {
  readonly contentType: { readonly pluginOptions?: { readonly i18n?: { readonly localized?: boolean } } };
  readonly params: { locale?: unknown };
}

/**
 * Strapi takes any text for a locale: it writes entries that no page can show, and answers reads with nothing. Over the
 * content API a locale is one that the site has.
 */
export const createKnownLocaleMiddleware =
  (strapi: Strapi, locales: SiteLocales) =>
  async ({ contentType, params }: DocumentContext, next: () => Promise<unknown>): Promise<unknown> => {
    const { locale } = params;
    const isAsked = locale !== undefined && locale !== null && locale !== '' && locale !== '*';
    if (isAsked && contentType.pluginOptions?.i18n?.localized && isContentApi(strapi.requestContext.get()?.state)) {
      params.locale = await locales.require(locale);
    }
    return next();
  };
