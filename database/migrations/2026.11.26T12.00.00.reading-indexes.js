/**
 * Makes the indexes that the site's reads need, in databases that were made before there were any. In JavaScript: for migrations in
 * TypeScript, Strapi loads the compiler at every start, which takes half a second and 60 MB.
 */
const { makeReadingIndexes } = require('../../dist/src/setup/reading-indexes');

module.exports = {
  /** @param {import('../../src/setup/reading-indexes').Knex} knex a transaction of Strapi's */
  up: (knex) => makeReadingIndexes(knex),
  /** Nothing: an index does no harm, and the next start would make it again. */
  down: async () => {},
};
