import { createFanOuts } from './questions/fan-outs';
import { requirePublished } from './readers/published-only';
import { createSiteLocales } from './readers/site-locales';
import type { Strapi } from './strapi';

const services = {
  /** How many rows relations lead to, counted in the database. */
  fanOuts: ({ strapi }: { strapi: Strapi }) => createFanOuts(strapi),
  /** For routes that look something up before Strapi's own checks. */
  readers: () => ({ requirePublished }),
  locales: ({ strapi }: { strapi: Strapi }) => createSiteLocales(strapi),
};

export default services;
