import { isNewsTable } from './mapping';
import type { OldRow } from './record';

/** Columns that every TYPO3 table has, or that hold nothing to import. */
const BOOKKEEPING =
  /^(?:uid|pid|tstamp|crdate|cruser_id|createdon|updatedon|createdby|deleted|hidden|disabled?|starttime|endtime|sorting(?:_foreign)?|fe_groups?|visible|editlock|t3ver_\w+|t3_origuid|l1[08]n_\w+|sys_language_uid|import_id|import_source|\w*diffsource|rowDescription|related_from|sitemap_\w+|no_cache|content_elements|CType|colPos|type|istopnews|page|archive|archivedate|hitcount|lasthiton|disable_hitcount|protected|url_hash|counter|table_local|parent(?:_category|category)?)$/i;

export const isBookkeeping = (column: string): boolean => BOOKKEEPING.test(column);

/** Columns of news that the importer follows besides those of the mapping. */
const FOLLOWED = new Set([
  ...['categories', 'category', 'tags', 'related', 'related_links', 'links', 'related_files', 'fal_related_files'],
  ...['news_files', 'media', 'fal_media', 'internalurl', 'externalurl', 'ext_url', 'path_segment', 'imagealttext'],
  ...['tx_damnews_dam_images', 'tx_damnews_dam_media'],
]);

export const isFollowed = (table: string, column: string): boolean => isNewsTable(table) && FOLLOWED.has(column);

const FILE_TEXTS = ['title', 'alternative', 'description'];

/** What is taken from rows of TYPO3's own tables that records refer to. Where a record's own columns go, its mapping says. */
const READ: Readonly<Record<string, readonly string[]>> = {
  sys_category: ['title'],
  sys_category_record_mm: ['uid_local', 'uid_foreign', 'tablenames', 'fieldname'],
  sys_file: ['identifier', 'storage'],
  sys_file_metadata: ['file', 'alternative', 'description'],
  sys_file_reference: ['uid_local', 'uid_foreign', 'tablenames', 'fieldname', ...FILE_TEXTS],
  sys_redirect: [
    ...['source_host', 'source_path', 'target', 'target_statuscode', 'is_regexp', 'force_https'],
    ...['respect_query_parameters', 'keep_query_parameters'],
  ],
  tt_content: [
    ...['header', 'header_link', 'header_layout', 'subheader', 'bodytext', 'image', 'assets', 'media', 'imagecaption'],
    ...['imagealttext', 'imageorient', 'bullets_type', 'table_delimiter', 'tx_news_related_news'],
  ],
  tt_news_cat: ['title', 'title_lang_ol'],
  tt_news_cat_mm: ['uid_local', 'uid_foreign', 'tablenames'],
  tt_news_related_mm: ['uid_local', 'uid_foreign', 'tablenames'],
  tx_dam: ['file_name', 'file_path', 'alt_text', 'title', 'caption'],
  tx_dam_mm_ref: ['uid_local', 'uid_foreign', 'tablenames', 'ident'],
  tx_news_domain_model_category: ['title'],
  tx_news_domain_model_file: ['file', 'title', 'description'],
  tx_news_domain_model_link: ['uri', 'title'],
  tx_news_domain_model_media: ['image', 'alt', 'title', 'caption'],
  tx_news_domain_model_news_category_mm: ['uid_local', 'uid_foreign'],
  tx_news_domain_model_news_related_mm: ['uid_local', 'uid_foreign'],
  tx_news_domain_model_news_tag_mm: ['uid_local', 'uid_foreign'],
  tx_news_domain_model_tag: ['title'],
  tx_realurl_redirects: ['url', 'destination', 'has_moved'],
  tx_realurl_uniqalias: ['value_alias', 'value_id', 'tablename', 'lang', 'expire', 'field_alias', 'field_id'],
};

/** Is a column of one of TYPO3's own tables taken over? */
export const isRead = (table: string, column: string): boolean => READ[table]?.includes(column) === true;

const EMPTY = /^(?:0*|0000-00-00.*)$/;

/** Columns of a row that say something: TYPO3 writes 0 where there is nothing. */
export const columnsWithContent = (row: OldRow): string[] =>
  Object.keys(row).filter((column) => !EMPTY.test(row[column]?.trim() ?? ''));
