import type { Core } from '@strapi/strapi';

import { createSite } from '../site/site';

/** Strapi leads `/` to its admin. Here readers come first. */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) => createSite(strapi);
