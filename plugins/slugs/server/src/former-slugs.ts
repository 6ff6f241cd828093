import type { Slugged, Strapi } from './strapi';

interface ComponentAttribute {
  readonly target: string;
  readonly joinTable: {
    readonly name: string;
    readonly joinColumn: { readonly name: string };
    readonly inverseJoinColumn: { readonly name: string };
  };
}

/** Few entries can have had the same slug; somebody who imports odd data may bring about more. */
const MAX_FORMER = 100;

/**
 * The rows that had a slug once. Asked from the slug's side: Strapi's filter on the component makes SQLite look at every entry.
 */
export const idsOfFormer = async (strapi: Strapi, { uid, former }: Slugged, slug: string): Promise<number[]> => {
  if (former === null) return [];
  const { target, joinTable } = strapi.db.metadata.get(uid).attributes[former] as unknown as ComponentAttribute;
  const rows = (await strapi.db
    .getConnection(`${strapi.db.metadata.get(target).tableName} as f`)
    .join(`${joinTable.name} as j`, `j.${joinTable.inverseJoinColumn.name}`, 'f.id')
    .where({ 'f.slug': slug, 'j.field': former })
    .limit(MAX_FORMER)
    .select({ id: `j.${joinTable.joinColumn.name}` })) as { id: number }[];
  return rows.map(({ id }) => id);
};
