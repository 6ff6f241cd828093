import databaseGone from './database-gone';
import refusals from './refusals';

export default { 'database-gone': databaseGone, refusals };
