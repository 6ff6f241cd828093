import type { Core } from '@strapi/strapi';

/** A connection to the database, or one transaction on it. */
export type Knex = Core.Strapi['db']['connection'];

interface Index {
  readonly table: string;
  readonly columns: readonly string[];
  /** Only rows that readers may see: what lists and counts them needs neither sort nor look at anything else. */
  readonly published?: true;
}

/** What readers find entries by; Strapi makes an index for none of these. */
const READING_INDEXES: readonly Index[] = [
  ...['materials', 'news_articles'].flatMap((table): Index[] => [
    // A page's address.
    { table, columns: ['slug', 'locale'] },
    // A list as it is, and how many are in it, which every list says.
    { table, columns: ['locale', 'id'], published: true },
    // From a former slug to whom it belonged.
    { table: `${table}_cmps`, columns: ['cmp_id'] },
  ]),
  { table: 'materials', columns: ['locale', 'availability', 'id'], published: true },
  { table: 'news_articles', columns: ['locale', 'date', 'id'], published: true },
  // The newest, in whichever language is the next best.
  { table: 'news_articles', columns: ['date', 'id'], published: true },
  // An address that an entry had once.
  { table: 'components_publication_former_slugs', columns: ['slug'] },
];

const nameOf = ({ table, columns, published }: Index): string =>
  `inprint_${table}_${columns.join('_')}${published ? '_published' : ''}`;

/** The names of the indexes that are there. Asked for all at once: making one that is there already would wait for everybody who writes. */
const namesThere = async (knex: Knex): Promise<ReadonlySet<string>> => {
  const names = READING_INDEXES.map(nameOf);
  const rows = (await (knex.client.dialect === 'postgresql'
    ? knex('pg_indexes')
        .whereRaw('schemaname = current_schema()')
        .whereIn('indexname', names)
        .select('indexname as name')
    : knex('sqlite_master').where({ type: 'index' }).whereIn('name', names).select('name'))) as { name: string }[];
  return new Set(rows.map(({ name }) => name));
};

/** Whether the table is there and has all the columns: in an older or an empty database it need not. */
const canHold = async (knex: Knex, { table, columns }: Index): Promise<boolean> => {
  const found = (await knex(table).columnInfo()) as object;
  return columns.every((column) => column in found);
};

/**
 * Makes the indexes that the site's reads need: those that are not there yet, on the tables that are.
 * By a migration where a database is brought up to date, and at every start: migrations run before Strapi makes its tables, and only once.
 */
export const makeReadingIndexes = async (knex: Knex): Promise<void> => {
  const there = await namesThere(knex);
  for (const index of READING_INDEXES.filter((each) => !there.has(nameOf(each)))) {
    if (!(await canHold(knex, index))) continue;
    await knex.schema.alterTable(index.table, (table) => {
      const published = knex.whereNotNull('published_at');
      table.index([...index.columns], nameOf(index), index.published ? { predicate: published } : {});
    });
  }
};
