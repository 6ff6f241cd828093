import { slugRoute } from '../../../slugs/route';

export default slugRoute('/materials', 'api::material.material');
