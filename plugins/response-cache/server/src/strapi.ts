/** The border to Strapi, in types of our own. */
import type { Core } from '@strapi/strapi';

import { parseConfig, type ResponseCacheConfig } from './config';

export type Strapi = Core.Strapi;

/** Strapi puts defaults in place at the top only: what is nested gets its own here. */
export const configOf = (strapi: Strapi): ResponseCacheConfig =>
  parseConfig(strapi.config.get('plugin::response-cache'));

export const isPostgres = (strapi: Strapi): boolean => strapi.db.dialect.client === 'postgres';

/** What is used of knex's client: its driver, how it is connected, and its events. */
export interface DatabaseClient {
  readonly driver: unknown;
  readonly connectionSettings: Readonly<Record<string, unknown>>;
  on(event: string, listener: (...values: never[]) => void): void;
  off(event: string, listener: (...values: never[]) => void): void;
  emit(event: string, ...values: readonly unknown[]): void;
}

export const clientOf = (strapi: Strapi): DatabaseClient => strapi.db.connection.client as DatabaseClient;

interface UploadProvider {
  readonly isPrivate?: () => boolean | Promise<boolean>;
}

/** Are addresses of files signed for whoever asks, and only for a while? */
export const areFilesPrivate = async (strapi: Strapi): Promise<boolean> => {
  const { provider } = strapi.plugin('upload') as unknown as { provider?: UploadProvider };
  return (await provider?.isPrivate?.()) ?? false;
};
