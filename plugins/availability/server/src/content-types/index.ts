import { stockStatus } from './stock-status';

export default { 'stock-status': { schema: stockStatus } };
