/** The border to Strapi, in types of our own: content types come from the configuration, so Strapi's generated types do not know them. */
import type { Core } from '@strapi/strapi';

export type Strapi = Core.Strapi;
export type Row = Record<string, unknown>;

export const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
