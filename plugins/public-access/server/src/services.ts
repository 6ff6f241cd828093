import { requirePublished } from './readers/published-only';
import { createSiteLocales } from './readers/site-locales';
import type { Strapi } from './strapi';

const services = {
  /** For routes that look something up before Strapi's own checks. */
  readers: () => ({ requirePublished }),
  locales: ({ strapi }: { strapi: Strapi }) => createSiteLocales(strapi),
};

export default services;
