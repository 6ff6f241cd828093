import type { Row, Strapi } from '../strapi';

/** Who did something, in names: for those who work together in the admin. */
export const createNames = (strapi: Strapi) => ({
  /** Names of people of the admin, by what ledger and history call them: `admin:3`. Whoever is gone has none. */
  async of(whos: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
    const ids = [...new Set(whos)].flatMap((who) => /^admin:(\d+)$/.exec(who ?? '')?.[1] ?? []);
    if (ids.length === 0) return new Map();
    const users = (await strapi.db.query('admin::user').findMany({
      where: { id: { $in: ids.map(Number) } },
      select: ['id', 'firstname', 'lastname', 'username'],
    })) as Row[];
    return new Map(
      users.map(({ id, firstname, lastname, username }) => [
        `admin:${String(id)}`,
        [firstname, lastname].filter(Boolean).join(' ') || String(username ?? ''),
      ])
    );
  },
});
