import type { Core } from '@strapi/strapi';

import { requireLocale } from './site-locales';

interface DocumentContext {
  readonly contentType: { readonly pluginOptions?: { readonly i18n?: { readonly localized?: boolean } } };
  readonly params: { locale?: unknown };
}

/**
 * Strapi takes any text for a locale: it writes entries that no page can show, and answers reads with nothing. Over the
 * content API a locale is one that the site has; `de-DE` is understood as `de` where the site has that.
 */
export const createKnownLocaleMiddleware =
  (strapi: Core.Strapi) =>
  async ({ contentType, params }: DocumentContext, next: () => Promise<unknown>): Promise<unknown> => {
    const { locale } = params;
    const isAsked = locale !== undefined && locale !== null && locale !== '' && locale !== '*';
    const isContentApi = strapi.requestContext.get()?.state.route?.info?.type === 'content-api';
    if (isAsked && isContentApi && contentType.pluginOptions?.i18n?.localized) {
      params.locale = await requireLocale(strapi, locale);
    }
    return next();
  };
