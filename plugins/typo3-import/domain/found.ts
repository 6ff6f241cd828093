import { isNewsTable } from './mapping';
import { isPool, type SeenPortal } from './suggest-mapping';

/** What a part of the old portal is to the importer. `odd`: it has rows that nobody reads unless the mapping names the table. */
export const FOUND_KINDS = ['news', 'material', 'category', 'content', 'file', 'page', 'redirect', 'odd'] as const;
export type FoundKind = (typeof FOUND_KINDS)[number];

export interface FoundTable {
  readonly table: string;
  readonly kind: FoundKind;
  /** Without deleted ones. */
  readonly rows: number;
  /** For tables of news and publications: what the mapping can choose from. */
  readonly columns: readonly string[];
}

/** What is in an old portal, told before there is any mapping. */
export interface Found {
  readonly tables: readonly FoundTable[];
  readonly languages: readonly {
    readonly uid: string;
    readonly title: string;
    /** Two letters, or '' where nobody says. */
    readonly code: string;
    /** Records of news and materials in it. */
    readonly rows: number;
  }[];
  readonly hosts: readonly string[];
}

const KINDS: readonly (readonly [RegExp, FoundKind])[] = [
  [/^(?:sys_category|tt_news_cat|tx_news_domain_model_(?:category|tag))$/, 'category'],
  [/^(?:tt_content)$/, 'content'],
  [/^(?:sys_file|tx_dam|tx_news_domain_model_(?:file|media))$/, 'file'],
  [/^pages$/, 'page'],
  [/^(?:sys_redirect|tx_realurl_redirects)$/, 'redirect'],
];

/** Tables of TYPO3 and its usual extensions that hold nothing of a portal’s content. */
const TECHNICAL =
  /^(?:be_|fe_|cache|cf_|index_|sys_|static_|tx_(?:extensionmanager|scheduler|rsaauth|impexp|realurl|realurl_\w+|styleguide|introduction|t3editor|crawler|solr|linkvalidator|falsecuredownload)|tx_news_domain_model_link|pages_language_overlay|backend_layout|tx_dam_)/;

const kindOf = (table: SeenPortal['tables'][number]): FoundKind | null => {
  const { table: name } = table;
  const known = KINDS.find(([names]) => names.test(name))?.[1];
  if (known) return known;
  if (isNewsTable(name)) return 'news';
  if (isPool(table)) return 'material';
  return TECHNICAL.test(name) || /_mm$/.test(name) ? null : 'odd';
};

/** Sorts what was seen by what it is to the importer, most rows first. */
export const foundIn = (portal: SeenPortal): Found => {
  const tables = portal.tables.flatMap((table): FoundTable[] => {
    const kind = kindOf(table);
    const columns = kind === 'news' || kind === 'material' ? table.columns : [];
    return kind === null || table.rows === 0 ? [] : [{ table: table.table, kind, rows: table.rows, columns }];
  });
  const records = new Set(
    tables.filter(({ kind }) => kind === 'news' || kind === 'material').map(({ table }) => table)
  );
  const rowsOf = (uid: string): number =>
    portal.tables
      .filter(({ table }) => records.has(table))
      .reduce((sum, { languageRows }) => sum + (languageRows.get(uid) ?? 0), 0);
  const named = new Map(portal.languages.map((language) => [language.uid, language]));
  const uids = new Set([
    '0',
    ...named.keys(),
    ...portal.tables.flatMap(({ languageRows }) => [...languageRows.keys()]),
  ]);
  return {
    tables: tables.sort((a, b) => FOUND_KINDS.indexOf(a.kind) - FOUND_KINDS.indexOf(b.kind) || b.rows - a.rows),
    languages: [...uids]
      .filter((uid) => /^(?:-1|\d+)$/.test(uid))
      .map((uid) => ({ uid, title: named.get(uid)?.title ?? '', code: named.get(uid)?.code ?? '', rows: rowsOf(uid) }))
      .filter(({ uid, rows }) => rows > 0 || named.has(uid))
      .sort((a, b) => Number(a.uid) - Number(b.uid)),
    hosts: portal.hosts,
  };
};
