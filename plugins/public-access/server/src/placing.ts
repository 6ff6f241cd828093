import { choosesOrigins, placeMiddlewares, type Entry, type Placement } from '../../domain/middleware-order';
import type { Strapi } from './strapi';

const ours = (name: string): string => `plugin::public-access.${name}`;

const ORIGINS = ours('origins');

const PLACEMENTS: readonly Placement[] = [
  { after: null, names: [ORIGINS] },
  {
    after: 'strapi::errors',
    names: [
      ours('refused-inputs'),
      ours('refused-queries'),
      ours('refused-bodies'),
      ours('fair-share'),
      ours('dear-questions'),
      ours('anonymous-bodies'),
    ],
  },
  { after: 'strapi::body', names: [ours('temporary-files'), ours('plain-text')] },
];

/** Puts the plugin's middlewares into the application's list, so that installing it is enough. */
export const placeOurMiddlewares = (strapi: Strapi): void => {
  const entries = strapi.config.get('middlewares') as readonly Entry[];
  strapi.config.set('middlewares', placeMiddlewares(entries, PLACEMENTS, ORIGINS));
  if (choosesOrigins(entries)) {
    strapi.log.info(
      'plugin::public-access: “strapi::cors” is configured by the application, which answers for origins itself.'
    );
  }
};
