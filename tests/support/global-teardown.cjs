const { readdirSync, readFileSync, rmSync } = require('node:fs');
const path = require('node:path');
const { Client } = require('pg');

/** Removes what the tests' instances started on copies of. */
module.exports = async () => {
  const folder = process.env.TEST_FIRST_STARTS;
  if (!folder) return;
  for (const note of readdirSync(folder)) {
    const { DATABASE_FILENAME, DATABASE_URL } = JSON.parse(readFileSync(path.join(folder, note), 'utf8'));
    if (DATABASE_FILENAME) rmSync(path.dirname(DATABASE_FILENAME), { recursive: true, force: true });
    if (!DATABASE_URL) continue;
    const client = new Client({ connectionString: process.env.TEST_POSTGRES_URL });
    await client.connect();
    await client
      .query(`DROP DATABASE IF EXISTS ${new URL(DATABASE_URL).pathname.slice(1)} WITH (FORCE)`)
      .finally(() => client.end());
  }
  rmSync(folder, { recursive: true, force: true });
};
