import type { ApiDescription } from '@inprint/kit/api-description';

import { configOf, type Strapi } from '../strapi';

/** What this plugin's route for readers answers. */
export const describeRoutes = (strapi: Strapi): ApiDescription => {
  const { active, live } = configOf(strapi);
  return {
    tag: { name: 'response-cache', description: 'What changed, for pages that are open' },
    schemas: {},
    absent: active && live ? [] : ['/response-cache/changes'],
    operations: {
      'GET /response-cache/changes': {
        summary: 'Listen for changes',
        description:
          'Server-sent events. Each `change` has `{ "keys": [ … ] }` as its data: the keys of what changed, as answers name them in `Inprint-Keys`; `all` stands for anything.',
        answers: {
          200: { description: 'A stream of events', schema: { type: 'string' }, mediaType: 'text/event-stream' },
          503: { description: 'As many listen as may' },
        },
      },
    },
  };
};
