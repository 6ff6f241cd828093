import databaseGone from './database-gone';
import refusals from './refusals';
import storageGone from './storage-gone';

export default { 'database-gone': databaseGone, refusals, 'storage-gone': storageGone };
