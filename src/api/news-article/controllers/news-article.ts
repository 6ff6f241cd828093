import { factories } from '@strapi/strapi';

import { findBySlug } from '../../../slugs/controller';

export default factories.createCoreController('api::news-article.news-article', {
  findBySlug: findBySlug('api::news-article.news-article'),
});
