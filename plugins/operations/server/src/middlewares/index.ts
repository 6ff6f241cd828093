import databaseGone from './database-gone';

export default { 'database-gone': databaseGone };
