import { createConnection, type Connection } from 'mysql2';

import { SourceProblem, type Source, type SourceRow } from './source';

const BATCH = 500;

const PROBLEMS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing answers there. Is the database running, and reachable from here?',
  ENOTFOUND: 'This host is not known.',
  ETIMEDOUT: 'It did not answer in time.',
  ER_ACCESS_DENIED_ERROR: 'User or password were refused.',
  ER_DBACCESS_DENIED_ERROR: 'This user may not read this database.',
  ER_BAD_DB_ERROR: 'There is no such database.',
};

const explained = (error: unknown, place: string): SourceProblem => {
  const code = (error as { code?: string } | null)?.code ?? '';
  const words = PROBLEMS[code] ?? (error instanceof Error ? error.message : String(error));
  return new SourceProblem('database-unreadable', { place, why: words }, { cause: error });
};

const query = <Row>(connection: Connection, sql: string): Promise<Row[]> =>
  new Promise((resolve, reject) => {
    connection.query(sql, (error, rows) => (error ? reject(error) : resolve(rows as Row[])));
  });

/**
 * A running MySQL or MariaDB. One consistent snapshot is read, and nothing is ever written: the session is read-only.
 *
 * @param address `mysql://user:password@host:3306/database`
 */
export const openLive = async (address: string): Promise<Source> => {
  const url = new URL(address);
  const database = decodeURIComponent(url.pathname.slice(1));
  const place = `${url.host}/${database}`;
  if (database === '') throw new SourceProblem('no-database-name');
  const connection = createConnection({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port ? Number(url.port) : 3306,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database,
    charset: 'utf8mb4',
    connectTimeout: 15_000,
    // Bytes as they come: dates, numbers and texts are read in one place, for all sources alike.
    typeCast: (field) => field.buffer(),
    ...(url.searchParams.has('ssl') ? { ssl: {} } : {}),
  });
  connection.on('error', () => {}); // the statement that it hit says so
  let tables: string[];
  try {
    await query(connection, 'SET SESSION TRANSACTION READ ONLY');
    await query(connection, 'START TRANSACTION WITH CONSISTENT SNAPSHOT');
    const found = await query<{ name: Buffer }>(
      connection,
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY 1`
    );
    tables = found.map(({ name }) => name.toString('utf8'));
  } catch (error) {
    connection.destroy();
    throw explained(error, place);
  }

  const rowsOf = async function* (table: string): AsyncGenerator<readonly SourceRow[]> {
    const stream = connection
      .query({ sql: 'SELECT * FROM ??', values: [table] })
      .stream({ highWaterMark: BATCH }) as AsyncIterable<Record<string, Buffer | null>>;
    let columns: string[] = [];
    let rows: SourceRow[] = [];
    for await (const row of stream) {
      if (columns.length === 0) columns = Object.keys(row);
      rows.push({ table, columns, values: columns.map((column) => row[column] ?? null), place: `table ${table}` });
      if (rows.length === BATCH) {
        yield rows;
        rows = [];
      }
    }
    if (rows.length > 0) yield rows;
  };

  return {
    description: `database ${place}`,
    async *read(wants) {
      try {
        for (const table of tables.filter(wants)) yield* rowsOf(table);
      } catch (error) {
        throw error instanceof SourceProblem ? error : explained(error, place);
      }
    },
    close: () =>
      new Promise((resolve) => {
        connection.end(() => resolve());
      }),
  };
};
