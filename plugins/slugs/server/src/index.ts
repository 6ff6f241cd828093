import { describeApi } from '@inprint/kit/api-description';

import { describeRoutes } from './api-description';
import { createBySlug } from './by-slug';
import config from './config';
import { createFormerSlugs } from './former-slugs';
import { problemsOf, sluggedTypes, type Strapi } from './strapi';
import { createSlugMiddleware } from './writing';

/** `GET /api/<plural name>/slug/:slug`: whoever may read one entry may read it by its slug. */
const routes = ({ strapi }: { strapi: Strapi }) => ({
  type: 'content-api',
  prefix: '',
  routes: sluggedTypes(strapi).map((type) => ({
    method: 'GET',
    path: `/${type.pluralName}/slug/:slug`,
    handler: `by-slug.${type.pluralName}`,
    config: { auth: { scope: [`${type.uid}.findOne`] } },
  })),
});

const controllers = {
  'by-slug': ({ strapi }: { strapi: Strapi }) =>
    Object.fromEntries(sluggedTypes(strapi).map((type) => [type.pluralName, createBySlug(strapi, type)])),
};

export default {
  config,
  controllers,
  services: { former: createFormerSlugs },
  routes: { 'content-api': routes },

  register({ strapi }: { strapi: Strapi }): void {
    for (const problem of problemsOf(strapi)) {
      strapi.log.error(
        `plugin::slugs: ${problem}. Correct config/plugins under “slugs.config.types”; until then it has no slugs.`
      );
    }
    describeApi(strapi, 'slugs', () => describeRoutes(strapi));
    strapi.documents.use(createSlugMiddleware(strapi) as never);
  },
};
