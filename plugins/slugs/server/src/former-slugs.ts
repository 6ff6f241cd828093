import { sluggedTypes, type Slugged, type Strapi } from './strapi';

interface ComponentAttribute {
  readonly target: string;
  readonly joinTable: {
    readonly name: string;
    readonly joinColumn: { readonly name: string };
    readonly inverseJoinColumn: { readonly name: string };
  };
}

/** Where former slugs are kept: the component's table, its column `slug`, and the table that joins it with entries. */
interface FormerSlugs {
  readonly table: string;
  readonly joinTable: string;
  readonly ownerColumn: string;
  readonly componentColumn: string;
  readonly field: string;
}

const placeOf = (strapi: Strapi, uid: string, former: string): FormerSlugs => {
  const { target, joinTable } = strapi.db.metadata.get(uid).attributes[former] as unknown as ComponentAttribute;
  return {
    table: strapi.db.metadata.get(target).tableName,
    joinTable: joinTable.name,
    ownerColumn: joinTable.joinColumn.name,
    componentColumn: joinTable.inverseJoinColumn.name,
    field: former,
  };
};

/** For other plugins: where the former slugs of a content type are; null where none are kept. */
export const createFormerSlugs = ({ strapi }: { strapi: Strapi }) => ({
  placeOf(uid: string): FormerSlugs | null {
    const former = sluggedTypes(strapi).find((type) => type.uid === uid)?.former ?? null;
    return former === null ? null : placeOf(strapi, uid, former);
  },
});

/** Few entries can have had the same slug; somebody who imports odd data may bring about more. */
const MAX_FORMER = 100;

/**
 * The rows that had a slug once. Asked from the slug's side: Strapi's filter on the component makes SQLite look at every entry.
 */
export const idsOfFormer = async (strapi: Strapi, { uid, former }: Slugged, slug: string): Promise<number[]> => {
  if (former === null) return [];
  const { table, joinTable, ownerColumn, componentColumn, field } = placeOf(strapi, uid, former);
  const rows = (await strapi.db
    .getConnection(`${table} as f`)
    .join(`${joinTable} as j`, `j.${componentColumn}`, 'f.id')
    .where({ 'f.slug': slug, 'j.field': field })
    .limit(MAX_FORMER)
    .select({ id: `j.${ownerColumn}` })) as { id: number }[];
  return rows.map(({ id }) => id);
};
