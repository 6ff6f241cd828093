import { TABLES } from '../database';
import { withRetry, type Row, type Strapi } from '../strapi';

/** So many different files between two flushes; more are not counted until the next. */
const MAX_FILES = 10_000;
const AT_ONCE = 200;
const FILE = 'plugin::upload.file';

/**
 * Counts downloads of the media library's PDFs, a number for each file and day (UTC) and nothing about who asked. They
 * gather in memory and are added to the database in one statement now and then: a reader never waits for it, and several
 * servers add up.
 */
export const createDownloads = (strapi: Strapi) => {
  let gathered = new Map<string, { url: string; day: string; copies: number }>();
  let running: Promise<void> = Promise.resolve();

  const note = (url: string, day: string, copies: number): void => {
    const key = `${day} ${url}`;
    const known = gathered.get(key);
    if (known) known.copies += copies;
    else if (gathered.size < MAX_FILES) gathered.set(key, { url, day, copies });
  };

  /** Files that the media library knows: what was put into the folder by hand is nobody's publication. */
  const knownOf = async (urls: readonly string[]): Promise<Set<string>> => {
    const files = (await strapi.db.query(FILE).findMany({ where: { url: { $in: urls } }, select: ['url'] })) as Row[];
    return new Set(files.map(({ url }) => String(url)));
  };

  const add = async (counts: readonly { url: string; day: string; copies: number }[]): Promise<void> => {
    const known = await knownOf([...new Set(counts.map(({ url }) => url))]);
    // In one order for all servers, so that none waits for one that waits for it.
    const rows = counts
      .filter(({ url }) => known.has(url))
      .sort((a, b) => (a.url + a.day < b.url + b.day ? -1 : 1))
      .map(({ url, day, copies }) => ({ file_url: url, day, copies }));
    if (rows.length === 0) return;
    await withRetry(strapi, async () => {
      const knex = strapi.db.connection;
      await knex(TABLES.downloads)
        .insert(rows)
        .onConflict(['file_url', 'day'])
        .merge({ copies: knex.raw('?? + ??', [`${TABLES.downloads}.copies`, 'excluded.copies']) });
    });
  };

  const flush = async (): Promise<void> => {
    const counts = [...gathered.values()];
    gathered = new Map();
    for (let start = 0; start < counts.length; start += AT_ONCE) {
      try {
        await add(counts.slice(start, start + AT_ONCE));
      } catch (error) {
        for (const { url, day, copies } of counts.slice(start)) note(url, day, copies);
        throw error;
      }
    }
  };

  return {
    /** Notes that the download of a file began, now. */
    count: (url: string): void => note(url, new Date().toISOString().slice(0, 10), 1),

    /** Writes down what was gathered. What the database refuses is kept for the next time. */
    flush(): Promise<void> {
      running = running.catch(() => {}).then(flush);
      return running;
    },
  };
};
