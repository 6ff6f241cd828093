/**
 * The database says which release of each plugin wrote it. Strapi drops tables and columns that the code at hand does not know: older code
 * on a newer database would lose what people wrote, so it does not start there.
 */
import { checkBeforeSync } from './before-sync';
import { dialectOf } from './database/dialect';
import { declareReadiness } from './readiness';
import type { Strapi } from './strapi';
import { rowsOf } from './transactions';

/** A table of ours and no content type: code that does not know it leaves it alone. */
export const RELEASES = 'inprint_releases';

/** `0.10.0` is later than `0.9.3`. */
const isLater = (a: string, b: string): boolean => new Intl.Collator('en', { numeric: true }).compare(a, b) > 0;

const releaseOf = async (strapi: Strapi, plugin: string): Promise<string | null> => {
  if (!(await strapi.db.getSchemaConnection().hasTable(RELEASES))) return null;
  const [row] = await rowsOf(strapi, `SELECT release FROM ${RELEASES} WHERE plugin = ?`, [plugin]);
  return typeof row?.release === 'string' ? row.release : null;
};

/**
 * In a plugin's `register`: stops the start before Strapi changes the schema, where a later release wrote the database.
 *
 * @param release the version in the plugin's package.json
 */
export const refuseLaterReleases = (strapi: Strapi, plugin: string, release: string): void => {
  checkBeforeSync(strapi, async () => {
    const known = await releaseOf(strapi, plugin);
    if (known === null || !isLater(known, release)) return;
    throw new Error(
      `This database was written by release ${known} of Inprint’s plugin “${plugin}”, and this is release ${release}: starting would drop what it does not know. ` +
        `Install release ${known} or later, or go back to a backup of the database from before.`
    );
  });
};

/** In a plugin's `bootstrap`: from now on the database is of this release. */
export const recordRelease = async (strapi: Strapi, plugin: string, release: string): Promise<void> => {
  declareReadiness(strapi, 'release', plugin, async () => {
    const written = await releaseOf(strapi, plugin);
    if (written === null || !isLater(written, release)) return [];
    return [`Release ${written} of “${plugin}” has written this database, and this server runs release ${release}.`];
  });
  await rowsOf(
    strapi,
    `CREATE TABLE IF NOT EXISTS ${RELEASES} (plugin TEXT PRIMARY KEY, release TEXT NOT NULL, since TEXT NOT NULL)`
  );
  const known = await releaseOf(strapi, plugin);
  if (known !== null && !isLater(release, known)) return;
  await rowsOf(
    strapi,
    `INSERT INTO ${RELEASES} (plugin, release, since) VALUES (?, ?, ${dialectOf(strapi).now})
     ON CONFLICT (plugin) DO UPDATE SET release = excluded.release, since = excluded.since`,
    [plugin, release]
  );
};
