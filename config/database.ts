import path from 'node:path';

import type { Core } from '@strapi/strapi';

type Parameters = Core.Config.Shared.ConfigParams;

/** No statement holds a connection longer; what a reader may ask takes far less. */
const STATEMENT_TIMEOUT_MS = 30_000;

/** Errors name the statement without its values: names and addresses are none of the log's. */
const WITHOUT_VALUES = { compileSqlOnError: false };

const postgres = ({ env }: Parameters): Core.Config.Database<'postgres'> => ({
  connection: {
    client: 'postgres',
    // Strapi takes a connection string, its types want the parts.
    connection: {
      connectionString: env('DATABASE_URL', ''),
      ssl: env.bool('DATABASE_SSL', false),
      ...(env('DATABASE_SCHEMA') ? { schema: env('DATABASE_SCHEMA') } : {}),
      statement_timeout: env.int('DATABASE_STATEMENT_TIMEOUT', STATEMENT_TIMEOUT_MS),
    } as never,
    pool: { min: env.int('DATABASE_POOL_MIN', 2), max: env.int('DATABASE_POOL_MAX', 10) },
    ...WITHOUT_VALUES,
  },
});

const sqlite = ({ env }: Parameters): Core.Config.Database<'sqlite'> => ({
  connection: {
    client: 'sqlite',
    connection: { filename: path.resolve(env('DATABASE_FILENAME', '.tmp/data.db')) },
    useNullAsDefault: true,
    ...WITHOUT_VALUES,
  },
});

/** SQLite in a file by default; PostgreSQL by DATABASE_CLIENT=postgres and DATABASE_URL. */
const config = (parameters: Parameters): Core.Config.Database<'postgres'> | Core.Config.Database<'sqlite'> => {
  const client: string = parameters.env('DATABASE_CLIENT', 'sqlite');
  if (client === 'postgres') return postgres(parameters);
  if (client === 'sqlite') return sqlite(parameters);
  throw new Error(`DATABASE_CLIENT must be “sqlite” or “postgres”, not “${client}”.`);
};

export default config;
