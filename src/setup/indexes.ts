import type { Core } from '@strapi/strapi';

import { formerSlugLinks } from '../slugs/former-slugs';

interface Index {
  readonly uid: string;
  /** Attributes, or columns where the table has no attribute for them. */
  readonly columns: readonly string[];
  /** Only rows that readers may see: what lists and counts them needs neither sort nor look at anything else. */
  readonly published?: true;
}

/** What readers find entries by; Strapi makes an index for none of these. */
const INDEXES: readonly Index[] = [
  ...['api::material.material', 'api::news-article.news-article'].flatMap((uid): Index[] => [
    // A page's address.
    { uid, columns: ['slug', 'locale'] },
    // A list as it is, and how many are in it, which every list says.
    { uid, columns: ['locale', 'id'], published: true },
  ]),
  { uid: 'api::material.material', columns: ['locale', 'availability', 'id'], published: true },
  { uid: 'api::news-article.news-article', columns: ['locale', 'date', 'id'], published: true },
  // An address that an entry had once.
  { uid: 'publication.former-slug', columns: ['slug'] },
];

/** Makes the indexes that the site's reads need, where they are not there yet. */
export const prepareIndexes = async (strapi: Core.Strapi): Promise<void> => {
  const database = strapi.plugin('availability').service('database') as {
    createIndex: (definition: string) => Promise<void>;
  };
  const make = (table: string, columns: readonly string[], published = false): Promise<unknown> => {
    const name = `inprint_${table}_${columns.join('_')}${published ? '_published' : ''}`.slice(0, 63);
    const quoted = columns.map((column) => `"${column}"`).join(', ');
    const where = published ? ' WHERE published_at IS NOT NULL' : '';
    return database.createIndex(`INDEX ${name} ON "${table}" (${quoted})${where}`);
  };
  for (const { uid, columns, published } of INDEXES) {
    await make(strapi.db.metadata.get(uid).tableName, columns, published);
  }
  // From a former slug to whom it belonged.
  for (const uid of Object.keys(strapi.contentTypes)) {
    const links = formerSlugLinks(strapi, uid);
    if (links) await make(links.table, [links.slug]);
  }
};
