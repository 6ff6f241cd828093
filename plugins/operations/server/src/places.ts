import type { Places } from '../../domain/request-class';
import type { Strapi } from './strapi';

/** What addresses of this site begin with. To be asked when all plugins have added their routes. */
export const placesOf = (strapi: Strapi): Places => {
  const api = String(strapi.config.get('api.rest.prefix', '/api'));
  const paths = strapi.server.listRoutes().map(({ path }) => String(path));
  return {
    api,
    apiTypes: new Set(
      paths
        .filter((path) => path.startsWith(`${api}/`))
        .map((path) => path.slice(api.length + 1).split(/[/(?]/, 1)[0] ?? '')
    ),
    graphql: strapi.plugin('graphql') ? String(strapi.config.get('plugin::graphql.endpoint', '/graphql')) : null,
    admin: new Set(['admin', ...Object.keys(strapi.plugins)]),
  };
};
