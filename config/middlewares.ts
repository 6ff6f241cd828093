import type { Core } from '@strapi/strapi';

const config: Core.Config.Middlewares = [
  'strapi::logger',
  'strapi::errors',
  'global::refused-queries',
  'strapi::security',
  'strapi::cors',
  // Strapi's name in a header helps nobody but those who look for old versions.
  { name: 'strapi::poweredBy', config: { poweredBy: 'Inprint' } },
  'strapi::query',
  'strapi::body',
  'global::plain-text',
  'strapi::session',
  'strapi::favicon',
  'global::home-page',
  'global::fonts',
  'strapi::public',
];

export default config;
