import { factories } from '@strapi/strapi';

import { findBySlug } from '../../../slugs/controller';

export default factories.createCoreController('api::material.material', {
  findBySlug: findBySlug('api::material.material'),
});
