import type { Core } from '@strapi/strapi';

/** The plugin “public-access” puts its own at their places. */
const config: Core.Config.Middlewares = [
  'strapi::logger',
  'strapi::errors',
  'strapi::security',
  'strapi::cors',
  // Strapi's name in a header helps nobody but those who look for old versions.
  { name: 'strapi::poweredBy', config: { poweredBy: 'Inprint' } },
  'strapi::query',
  // The warehouse's feed sends up to 10,000 lines at once.
  { name: 'strapi::body', config: { jsonLimit: '4mb' } },
  'strapi::session',
  { name: 'strapi::favicon', config: { path: 'public/favicon.png' } },
  'global::fonts',
  'global::site',
  'strapi::public',
];

export default config;
