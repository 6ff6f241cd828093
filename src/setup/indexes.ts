import type { Core } from '@strapi/strapi';

interface Index {
  readonly uid: string;
  /** Attributes, or columns where the table has no attribute for them. */
  readonly columns: readonly string[];
}

/** What readers find entries by; Strapi makes an index for none of these. */
const INDEXES: readonly Index[] = ['api::material.material', 'api::news-article.news-article'].flatMap((uid) => [
  // A page's address.
  { uid, columns: ['slug', 'locale'] },
  // How many are published in a language: every list says it.
  { uid, columns: ['locale', 'published_at'] },
]);

const NEWEST_FIRST: Index = { uid: 'api::news-article.news-article', columns: ['locale', 'date'] };
const FORMER_SLUGS: Index = { uid: 'publication.former-slug', columns: ['slug'] };

/** Makes the indexes that the site's reads need, where they are not there yet. */
export const prepareIndexes = async (strapi: Core.Strapi): Promise<void> => {
  for (const { uid, columns } of [...INDEXES, NEWEST_FIRST, FORMER_SLUGS]) {
    const { tableName } = strapi.db.metadata.get(uid);
    const name = `inprint_${tableName}_${columns.join('_')}`.slice(0, 63);
    const quoted = columns.map((column) => `"${column}"`).join(', ');
    await strapi.db.connection.raw(`CREATE INDEX IF NOT EXISTS ${name} ON "${tableName}" (${quoted})`);
  }
};
