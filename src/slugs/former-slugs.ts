import type { Core } from '@strapi/strapi';

interface ComponentAttribute {
  readonly joinTable: {
    readonly name: string;
    readonly joinColumn: { readonly name: string };
    readonly inverseJoinColumn: { readonly name: string };
  };
}

/** Few entries can have had the same slug; somebody who imports odd data may bring about more. */
const MOST_FORMER = 100;

/** The table that leads from an entry's row to its former slugs, with its two columns; null for types that keep none. */
const formerSlugLinks = (
  strapi: Core.Strapi,
  uid: string
): { readonly table: string; readonly entry: string; readonly slug: string } | null => {
  const { formerSlugs } = strapi.db.metadata.get(uid).attributes;
  if (!formerSlugs) return null;
  const { name, joinColumn, inverseJoinColumn } = (formerSlugs as unknown as ComponentAttribute).joinTable;
  return { table: name, entry: joinColumn.name, slug: inverseJoinColumn.name };
};

/**
 * The rows that had a slug once. Asked from the slug's side: Strapi's filter on `formerSlugs` makes SQLite look at every entry.
 */
export const idsOfFormer = async (strapi: Core.Strapi, uid: string, slug: string): Promise<number[]> => {
  const links = formerSlugLinks(strapi, uid);
  if (!links) return [];
  const rows = (await strapi.db
    .connection(`${strapi.db.metadata.get('publication.former-slug').tableName} as f`)
    .join(`${links.table} as j`, `j.${links.slug}`, 'f.id')
    .where({ 'f.slug': slug, 'j.field': 'formerSlugs' })
    .limit(MOST_FORMER)
    .select({ id: `j.${links.entry}` })) as { id: number }[];
  return rows.map(({ id }) => id);
};
