import { refTo, schemaNameOf, type ApiDescription, type JsonSchema } from '@inprint/kit/api-description';

import { sluggedTypes, type Strapi } from './strapi';

const query = (name: string, description: string, schema: JsonSchema = { type: 'string' }) =>
  ({ name, in: 'query', description, schema }) as const;

/** What this plugin's routes take and answer. */
export const describeRoutes = (strapi: Strapi): ApiDescription => ({
  tag: { name: 'slugs', description: 'Entries by their slug' },
  schemas: {},
  operations: Object.fromEntries(
    sluggedTypes(strapi).map(({ uid, pluralName, isLocalised }) => [
      `GET /${pluralName}/slug/{slug}`,
      {
        summary: `Read one of ${pluralName} by its slug, present or former`,
        parameters: [
          ...(isLocalised ? [query('locale', 'The language; the default language where it is left out')] : []),
          query('populate', 'As on other reads: `*`, a name, or a tree in brackets'),
          query('fields', 'Names of fields', { type: 'array', items: { type: 'string' } }),
        ],
        answers: {
          200: {
            description: 'The entry, and its present slug',
            schema: {
              type: 'object',
              properties: {
                data: refTo(schemaNameOf(uid)),
                meta: {
                  type: 'object',
                  properties: {
                    canonicalSlug: { type: ['string', 'null'] },
                    locale: { type: 'string' },
                    requestedLocale: { type: 'string' },
                  },
                  required: ['canonicalSlug'],
                },
              },
              required: ['data', 'meta'],
            },
          },
        },
      },
    ])
  ),
});
