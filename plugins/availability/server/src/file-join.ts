import type { Strapi } from './strapi';

interface Column {
  readonly name: string;
}

/** The table that says which files an entry's media fields hold. */
export interface JoinTable {
  readonly name: string;
  readonly joinColumn: Column;
  readonly morphColumn: { readonly idColumn: Column; readonly typeColumn: Column };
}

/** The media library's own, as the database's metadata have it. */
export const fileJoinOf = (strapi: Strapi): JoinTable =>
  (strapi.db.metadata.get('plugin::upload.file').attributes.related as unknown as { joinTable: JoinTable }).joinTable;
