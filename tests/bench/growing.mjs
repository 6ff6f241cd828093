/** What benchmarks share that look at how the portal grows: rows in any number, and questions that nobody asked before. */

/** Whoever sends a cookie is answered by Strapi itself. */
export const PAST_THE_CACHE = { cookie: 'bench=1' };

/** At the end of an address: a question that was never asked before in these words, so that no answer to it is kept. */
export const anew = (n) => '&'.repeat(n + 1);

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** What was written is looked at in the background, for webhooks and the waitlist: does it, and says how much is left. */
const look = async (strapi) => {
  await strapi.plugin('ordering').service('changes').look();
  const counted = await strapi.db.connection('ordering_changed_materials').count({ left: '*' });
  return Number(counted[0].left);
};

const analyze = async (strapi) => {
  await strapi.db.connection.raw('ANALYZE');
};

/** As the database does by itself in time. */
const vacuum = async (strapi) => {
  if (strapi.db.dialect.client !== 'sqlite') await strapi.db.connection.raw('VACUUM ANALYZE');
};

/**
 * Fills an instance with entries 0 to `count` - 1, until nothing is left to do for them. PostgreSQL plans the triggers' statements once for a
 * connection: with few rows first, and statistics before many.
 *
 * @param insert runs in the instance: `(strapi, from, to, ...args)` makes the entries from one number to another, both included
 */
export const fill = async ({ run }, count, insert, ...args) => {
  let chunk = 100;
  for (let from = 0; from < count;) {
    await run(insert, from, Math.min(from + chunk, count) - 1, ...args);
    await run(analyze);
    from += chunk;
    chunk = 10_000;
  }
  await run(vacuum);
  if ((await run(look)) > 0) throw new Error('The changes were not looked at.');
};
