import { isNewsTable, NEWS_TABLES } from './mapping';

/** What was found about a table. */
export interface SeenTable {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: number;
  /** Rows by folder (`pid`), largest first. */
  readonly folders: readonly (readonly [folder: string, rows: number])[];
  /** Rows by `sys_language_uid`. */
  readonly languageRows: ReadonlyMap<string, number>;
}

export interface SeenPortal {
  readonly tables: readonly SeenTable[];
  /** Of the site configuration, or `sys_language`: uid and its code in two letters, '' where nobody says. */
  readonly languages: readonly {
    readonly uid: string;
    readonly code: string;
    readonly title: string;
    /** Switched off in the site configuration: readers never saw its pages. */
    readonly isOff?: boolean;
  }[];
  readonly hosts: readonly string[];
  /** Titles of folders, where the pages were there. */
  readonly pages: ReadonlyMap<string, string>;
}

/** Names that columns of home-made tables have, in German, English and French, most telling first. */
const COLUMN_NAMES: Readonly<Record<string, RegExp>> = {
  title: /^(?:title|titel|titre|name|bezeichnung|header|headline)$/i,
  subtitle: /^(?:sub_?title|untertitel|sous_?titre)$/i,
  abstract: /^(?:abstract|teaser|short|kurz\w*|summary|resume)$/i,
  text: /^(?:bodytext|text|description|beschreibung\w*|inhalt|content)$/i,
  slug: /^(?:path_segment|slug|alias|speaking_url)$/i,
  image: /^(?:image|images|cover|bild|titelbild|cover_?image|thumbnail)$/i,
  pdf: /^(?:pdf|pdf_?(?:file|datei)|datei|file|files|download|dokument|document|attachment)s?$/i,
  pdfUrl: /^(?:pdf_?(?:url|link)|download_?(?:url|link))$/i,
  orderUrl: /^(?:order_?(?:url|link)|bestell_?(?:url|link)|shop_?(?:url|link)|bestellung|shop)$/i,
  orderNumber:
    /^(?:order_?(?:number|no|nr)|bestell_?(?:nummer|nr)|artikel_?(?:nummer|nr)|article_?(?:number|no)|sku)$/i,
  stock: /^(?:stock|bestand|lager\w*|quantity|anzahl|menge|copies|auflage)$/i,
  availability: /^(?:availability|verfuegbar\w*|vergriffen|sold_?out|out_of_print|lieferbar|status|available)$/i,
  publishedOn: /^(?:published_?on|datum|date|datetime|erschienen\w*|year|jahr|erscheinungs\w*)$/i,
  pages: /^(?:pages|seiten|seitenzahl|umfang)$/i,
  isbn: /^isbn$/i,
  price: /^(?:price|preis|schutzgebuehr)$/i,
  publisher: /^(?:publisher|herausgeber\w*|verlag|editor)$/i,
  author: /^(?:author|authors|autor\w*|verfasser\w*)$/i,
};

/** Names of tables that hold publications. */
const POOL = /material|publika|publication|brosch|brochure|shop|product|produkt|bestell|download/i;

const columnsOf = ({ columns }: SeenTable): [string, string][] => {
  const found = Object.entries(COLUMN_NAMES).flatMap(([field, names]): [string, string][] => {
    const column = columns.find((each) => names.test(each));
    return column === undefined ? [] : [[field, column]];
  });
  const parent = ['l10n_parent', 'l18n_parent'].find((name) => columns.includes(name));
  return [
    ...found,
    ...(columns.includes('sys_language_uid') ? [['language', 'sys_language_uid'] as [string, string]] : []),
    ...(parent === undefined ? [] : [['original', parent] as [string, string]]),
  ];
};

/** Does a table look like a pool of publications? */
export const isPool = (table: SeenTable): boolean =>
  !isNewsTable(table.table) &&
  /^tx_/.test(table.table) &&
  !/_mm$/.test(table.table) &&
  table.columns.includes('uid') &&
  columnsOf(table).some(([field]) => field === 'title') &&
  (POOL.test(table.table) ||
    columnsOf(table).some(([field]) => ['pdf', 'orderUrl', 'orderNumber', 'stock'].includes(field)));

/** Folders that look like a pool of materials, by their page's title. */
const materialFolders = ({ folders }: SeenTable, { pages }: SeenPortal): string[] =>
  folders.map(([folder]) => folder).filter((folder) => POOL.test(pages.get(folder) ?? ''));

const word = (value: string): string => JSON.stringify(value);

const foldersOf = (table: SeenTable, { pages }: SeenPortal): string[] =>
  table.folders.slice(0, 20).map(([folder, rows]) => {
    const title = pages.get(folder);
    return `    #   folder ${folder}${title === undefined ? '' : ` (${title.replaceAll(/[\r\n]/g, ' ')})`}: ${rows} records`;
  });

const columnLines = (columns: readonly (readonly [string, string])[]): string[] => [
  '    columns:',
  ...columns.map(([field, column]) => `      ${field}: ${column}`),
];

/** Languages by the name that editors gave them. */
const LANGUAGE_NAMES: Readonly<Record<string, RegExp>> = {
  de: /^(?:deutsch|german|allemand)/i,
  en: /^(?:english|englisch|anglais)/i,
  fr: /^(?:fran[cç]ais|french|franz)/i,
  es: /^(?:espa[nñ]ol|spanish|spanisch)/i,
  it: /^(?:italiano|italian|italien)/i,
  pl: /^(?:polski|polish|polnisch)/i,
  tr: /^(?:t[uü]rk)/i,
  uk: /^(?:ukrain|українська)/i,
  ar: /^(?:arab|العربية)/i,
  nl: /^(?:nederlands|dutch|niederl)/i,
};

interface DraftLocale {
  readonly isOff: boolean;
  /** null: nobody knows. */
  readonly locale: string | null;
  readonly isGuess: boolean;
  readonly title: string;
}

/** A locale for each language, and none for two of them. */
const localesOf = (portal: SeenPortal): Map<string, DraftLocale> => {
  const drafts = new Map<string, DraftLocale>();
  const taken = new Set<string>();
  const named = (title: string): string =>
    Object.entries(LANGUAGE_NAMES).find(([, names]) => names.test(title.trim()))?.[0] ?? '';
  const draft = (uid: string, wanted: string, title: string, isOff = false): void => {
    const locale = wanted === '' || taken.has(wanted) ? null : wanted;
    if (locale !== null) taken.add(locale);
    drafts.set(uid, { locale, isGuess: false, isOff, title });
  };
  for (const { uid, code, title, isOff } of portal.languages)
    if (!drafts.has(uid)) draft(uid, isOff ? '' : code || named(title), title, isOff);
  for (const uid of portal.tables.flatMap(({ languageRows }) => [...languageRows.keys()].sort())) {
    if (/^[1-9]\d*$/.test(uid) && !drafts.has(uid)) draft(uid, '', '');
  }
  if (!drafts.has('0')) {
    const locale = ['de', 'en', 'fr'].find((each) => !taken.has(each)) ?? 'xx';
    drafts.set('0', { locale, isGuess: true, isOff: false, title: '' });
  }
  return new Map([...drafts].sort(([a], [b]) => Number(a) - Number(b)));
};

/**
 * The first draft of a mapping file, with what was found told in comments. Folders that look like a pool of materials are proposed as
 * such; everything in it is for people to look over.
 */
export const suggestMapping = (portal: SeenPortal): string => {
  const locales = localesOf(portal);
  const pools = portal.tables.filter(isPool);
  const newsTables = portal.tables.filter(
    ({ table, rows }) => isNewsTable(table) && table !== 'tt_content' && rows > 0
  );
  const foldersWithMaterials = newsTables.flatMap((table) =>
    materialFolders(table, portal).map((folder) => ({ table, folder }))
  );

  const materials = [
    ...pools.flatMap((table) => [
      `  - table: ${table.table}  # ${table.rows} records`,
      ...columnLines(columnsOf(table)),
      `    # Columns left over: ${table.columns.filter((column) => !columnsOf(table).some(([, used]) => used === column)).join(', ')}`,
      ...(columnsOf(table).some(([field]) => field === 'availability')
        ? ['    availabilities:  # what its values mean', '      "0": in-stock', '      "1": out-of-print']
        : []),
      '    oldUrls: []  # such as /materials/{slug}',
    ]),
    ...foldersWithMaterials.flatMap(({ table, folder }) => [
      `  - table: ${table.table}`,
      '    where:',
      `      folders: [${folder}]  # ${portal.pages.get(folder) ?? ''}`,
      ...columnLines([
        ...Object.entries(NEWS_TABLES[table.table as 'tt_news'])
          .filter(([field]) => !['lead', 'date', 'caption'].includes(field))
          .map(([field, column]): [string, string] => [field, column]),
        ['abstract', NEWS_TABLES[table.table as 'tt_news'].lead],
        ['publishedOn', 'datetime'],
        ['pdf', table.table === 'tt_news' ? 'news_files' : 'fal_related_files'],
      ]),
    ]),
  ];
  const news = newsTables.flatMap((table) => [
    `  - table: ${table.table}  # ${table.rows} records`,
    ...foldersOf(table, portal),
    '    # where: { folders: [12] }  # only some of them; records that are materials are left out by themselves',
    ...columnLines(Object.entries(NEWS_TABLES[table.table as 'tt_news'])),
    '    oldUrls: []  # such as /news/detail/{slug}',
  ]);
  return [
    '# A first draft, made from what was found. Look it over before you use it.',
    'version: 1',
    'source: typo3',
    'languages:  # sys_language_uid: locale',
    ...[...locales].map(([uid, { locale, isGuess, isOff, title }]) => {
      const words = title === '' ? '' : ` (${title.replaceAll(/[\r\n#]/g, ' ')})`;
      if (isOff)
        return `  # "${uid}": ??  # switched off in the site configuration${words}: readers never saw it. Its records are left out.`;
      if (locale === null)
        return `  # "${uid}": ??  # which language is this?${words} Without a line, its records are left out.`;
      return `  "${uid}": ${locale}${isGuess ? '  # a guess: which language is this?' : ''}`;
    }),
    `hosts: [${portal.hosts.map(word).join(', ')}]  # of the old portal`,
    'pages: {}  # uid of an old page: where readers go instead',
    materials.length > 0 ? 'materials:' : 'materials: []  # nothing was found that looks like publications',
    ...materials,
    news.length > 0 ? 'news:' : 'news: []',
    ...news,
    '',
  ].join('\n');
};
