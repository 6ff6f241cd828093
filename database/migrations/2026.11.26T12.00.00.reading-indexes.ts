import { makeReadingIndexes, type Knex } from '../../src/setup/reading-indexes';

/** Makes the indexes that the site's reads need, in databases that were made before there were any. */
export const up = (knex: Knex): Promise<void> => makeReadingIndexes(knex);

/** Nothing: an index does no harm, and the next start would make it again. */
export const down = async (): Promise<void> => {};
