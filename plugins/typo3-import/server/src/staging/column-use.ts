import { isNewsTable, type RecordMapping } from '../../../domain/mapping';
import type { OldRow } from '../../../domain/record';
import { Tally } from './tally';

/** Columns that every TYPO3 table has, or that hold nothing to import. */
const TECHNICAL =
  /^(?:uid|pid|tstamp|crdate|cruser_id|deleted|hidden|starttime|endtime|sorting|fe_group|editlock|t3ver_\w+|t3_origuid|l1[08]n_\w+|sys_language_uid|import_id|import_source|\w*diffsource|rowDescription|related_from|sitemap_\w+|no_cache|content_elements|CType|colPos|type|istopnews|page|archive|archivedate)$/i;

/** Columns of news that the importer follows besides those of the mapping. */
const FOLLOWED = new Set([
  ...['categories', 'category', 'tags', 'related', 'related_links', 'links', 'related_files', 'fal_related_files'],
  ...['news_files', 'media', 'fal_media', 'internalurl', 'externalurl', 'ext_url', 'path_segment', 'imagealttext'],
  ...['tx_damnews_dam_images', 'tx_damnews_dam_media'],
]);

/** Counts columns with content that the mapping has no place for. */
export const createColumnUse = (mapped: ReadonlyMap<string, readonly RecordMapping[]>) => {
  const unused = new Tally<{ table: string; column: string }>();
  const known = new Map<string, boolean>();

  const isUsed = (table: string, column: string): boolean =>
    TECHNICAL.test(column) ||
    (isNewsTable(table) && FOLLOWED.has(column)) ||
    (mapped.get(table) ?? []).some(({ columns }) => Object.values(columns).includes(column));

  return {
    see(table: string, row: OldRow): void {
      if (!mapped.has(table)) return;
      for (const [column, value] of Object.entries(row)) {
        if (value === null || value === '' || value === '0') continue;
        const name = `${table}.${column}`;
        const used = known.get(name) ?? isUsed(table, column);
        known.set(name, used);
        if (!used) unused.add({ table, column });
      }
    },
    unused: (): { table: string; column: string; rows: number }[] =>
      unused.all().map(({ key, count }) => ({ ...key, rows: count })),
  };
};
