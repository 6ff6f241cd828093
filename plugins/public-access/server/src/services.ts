import { createDearQuestions } from './questions/dear-questions';
import { createFanOuts } from './questions/fan-outs';
import { createPlaces } from './questions/places';
import { requirePublished } from './readers/published-only';
import { createSiteLocales } from './readers/site-locales';
import type { Strapi } from './strapi';

const PAGES_AT_ONCE = 4;

const services = {
  /** Lets large questions in, a few at a time. */
  dearQuestions: ({ strapi }: { strapi: Strapi }) => createDearQuestions(strapi),
  /** How many rows relations lead to, counted in the database. */
  fanOuts: ({ strapi }: { strapi: Strapi }) => createFanOuts(strapi),
  /** Room for pages that ask many small things: a few are made at once, so that whatever they wait for comes to few of them together. */
  pages: () => createPlaces(PAGES_AT_ONCE),
  /** For routes that look something up before Strapi's own checks. */
  readers: () => ({ requirePublished }),
  locales: ({ strapi }: { strapi: Strapi }) => createSiteLocales(strapi),
};

export default services;
