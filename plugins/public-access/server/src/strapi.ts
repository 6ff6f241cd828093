/** The border to Strapi, in types of our own. */
import type { Core } from '@strapi/strapi';

import type { PublicAccessConfig } from './config';

export type Strapi = Core.Strapi;

export const configOf = (strapi: Strapi): PublicAccessConfig =>
  strapi.config.get('plugin::public-access') as PublicAccessConfig;

/** How a request was authenticated and where it came in, as Strapi notes it in `ctx.state`. */
export interface RequestState {
  readonly route?: { readonly info?: { readonly type?: string; readonly pluginName?: string } };
  readonly auth?: { readonly credentials?: unknown; readonly strategy?: { readonly name?: string } };
}

/** Readers of a site, logged in or not, come by Users & Permissions; programs with API tokens, people who work here by the admin. */
const READERS_STRATEGY = 'users-permissions';

/** Is this request a reader's, who may know of nothing but what is published? */
export const isReader = (state: RequestState | undefined): boolean => state?.auth?.strategy?.name === READERS_STRATEGY;

export const isContentApi = (state: RequestState | undefined): boolean => state?.route?.info?.type === 'content-api';

/** Where the API is, such as `/api`. */
export const apiPrefixOf = (strapi: Strapi): string => strapi.config.get('api.rest.prefix', '/api');

/** Where GraphQL is; null without that plugin. */
export const graphqlPathOf = (strapi: Strapi): string | null =>
  strapi.plugin('graphql') ? strapi.config.get('plugin::graphql.endpoint', '/graphql') : null;
