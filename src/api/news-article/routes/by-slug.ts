import { slugRoute } from '../../../slugs/route';

export default slugRoute('/news-articles', 'api::news-article.news-article');
