/** The border to Strapi, in types of our own. */
import type { Core } from '@strapi/strapi';

import { parseConfig, type OperationsConfig } from './config';

export type Strapi = Core.Strapi;

export const configOf = (strapi: Strapi): OperationsConfig => parseConfig(strapi.config.get('plugin::operations'));

/** The file of a SQLite database; null on a database with a server of its own. */
export const sqliteFileOf = (strapi: Strapi): string | null => {
  if (strapi.db.dialect.client !== 'sqlite') return null;
  const connection = strapi.config.get('database.connection.connection') as { readonly filename?: string } | undefined;
  return connection?.filename ?? null;
};

/** Where Strapi's upload plugin keeps files by default. */
export const uploadsFolderOf = (strapi: Strapi): string => `${strapi.dirs.static.public}/uploads`;
