import path from 'node:path';

/** Commands of Strapi that carry content from one place to another. */
const WORDS: Readonly<Record<string, string>> = {
  export:
    'Orders, the stock ledger, the waiting list and button texts are NOT in this file: they are no content. Back up the database with its own tools (pg_dump, sqlite3 .backup) to have them.',
  import:
    'Orders, the stock ledger, the waiting list and button texts are not in the file, and stay here as they are. Stock that has been counted here keeps its count: copies that were sold since the export do not come back.',
  transfer:
    'Orders, the stock ledger, the waiting list and button texts are NOT transferred: they are no content. Stock that has been counted at the destination keeps its count there.',
};

/** What people are told when Strapi's own commands move content; null for every other process. @param argv as in `process.argv` */
export const transferNotice = ([, program = '', command = '']: readonly string[]): string | null =>
  /^strapi(\.js)?$/.test(path.basename(program)) ? (WORDS[command] ?? null) : null;
