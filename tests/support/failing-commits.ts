import type { Instance } from './instance';

/**
 * Lets every COMMIT fail in which a row of these tables was written, as the database itself would: a constraint that is only looked at
 * then. On SQLite the transaction is still open afterwards, on PostgreSQL it is gone.
 *
 * @returns what puts it right again
 */
export const failCommits = async (
  { run, database }: Instance,
  tables: readonly string[]
): Promise<() => Promise<void>> => {
  await run(
    async (strapi, dialect, names) => {
      const all: string[] = [];
      if (dialect === 'sqlite') {
        all.push(
          'CREATE TABLE failing_parents (id INTEGER PRIMARY KEY)',
          'CREATE TABLE failing_commits (parent INTEGER REFERENCES failing_parents (id) DEFERRABLE INITIALLY DEFERRED)'
        );
        for (const name of names)
          for (const event of ['INSERT', 'UPDATE'])
            all.push(
              `CREATE TRIGGER failing_${name}_${event} AFTER ${event} ON ${name} BEGIN INSERT INTO failing_commits VALUES (1); END`
            );
      } else {
        all.push(
          `CREATE FUNCTION failing_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room left'; END $$`
        );
        for (const name of names)
          all.push(
            `CREATE CONSTRAINT TRIGGER failing_${name} AFTER INSERT OR UPDATE ON ${name} DEFERRABLE INITIALLY DEFERRED
             FOR EACH ROW EXECUTE FUNCTION failing_commit()`
          );
      }
      for (const sql of all) await strapi.db.connection.raw(sql);
    },
    database,
    [...tables]
  );
  return () =>
    run(
      async (strapi, dialect, names) => {
        const all: string[] = [];
        if (dialect === 'sqlite') {
          for (const name of names)
            for (const event of ['INSERT', 'UPDATE']) all.push(`DROP TRIGGER failing_${name}_${event}`);
          all.push('DROP TABLE failing_commits', 'DROP TABLE failing_parents');
        } else {
          for (const name of names) all.push(`DROP TRIGGER failing_${name} ON ${name}`);
          all.push('DROP FUNCTION failing_commit()');
        }
        for (const sql of all) await strapi.db.connection.raw(sql);
      },
      database,
      [...tables]
    );
};
