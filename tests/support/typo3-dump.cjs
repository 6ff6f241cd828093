/**
 * A small old portal, as mysqldump writes it: 3 materials in a table of its own, news in two languages and two tables, categories,
 * files, redirects. What is wrong with it is wrong on purpose.
 */

const sql = (value) => {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'number') return String(value);
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\r', '\\r').replaceAll('\n', '\\n')}'`;
};

/** CREATE TABLE and one INSERT for rows that are objects. */
const table = (name, columns, rows) => {
  const names = Object.keys(columns);
  const create = `CREATE TABLE \`${name}\` (\n${names.map((column) => `  \`${column}\` ${columns[column]}`).join(',\n')}\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;\n`;
  const values = rows.map(
    (row) => `(${names.map((column) => sql(row[column] ?? (/int/.test(columns[column]) ? 0 : ''))).join(',')})`
  );
  return `DROP TABLE IF EXISTS \`${name}\`;\n${create}${values.length > 0 ? `INSERT INTO \`${name}\` VALUES ${values.join(',\n')};\n` : ''}`;
};

const INT = 'int(11) NOT NULL DEFAULT 0';
const TEXT = 'text';
const STANDARD = { uid: INT, pid: INT, deleted: INT, hidden: INT, starttime: INT, endtime: INT };
const LANGUAGE = { sys_language_uid: INT, l10n_parent: INT };

const NEWS = {
  ...STANDARD,
  ...LANGUAGE,
  title: TEXT,
  teaser: TEXT,
  bodytext: 'mediumtext',
  datetime: INT,
  author: TEXT,
  categories: INT,
  fal_media: INT,
  fal_related_files: INT,
  related_links: INT,
  type: TEXT,
  internalurl: TEXT,
  externalurl: TEXT,
  path_segment: TEXT,
};
const POOL = {
  ...STANDARD,
  ...LANGUAGE,
  titel: TEXT,
  beschreibung: TEXT,
  pdf: TEXT,
  bestell_link: TEXT,
  bestellnummer: TEXT,
  bestand: TEXT,
  alias: TEXT,
  farbe: TEXT,
};

const DAY_2013 = 1364384000; // 27 March 2013
const OLD_LINK =
  '<link http://www.alt.example.org/materialien/netz-ohne-angst _blank external-link-new-window "Opens a window">Netz ohne Angst</link>';

const POOL_ROWS = [
  {
    uid: 1,
    pid: 45,
    titel: 'Netz ohne Angst',
    beschreibung: 'Eine Broschüre für Eltern.\r\n<ul><li>eins</li><li>zwei</li></ul>',
    pdf: 'broschueren/netz.pdf',
    bestell_link: 'http://shop.example.org/netz',
    bestellnummer: 'NOA-1',
    bestand: '12',
    alias: 'netz-ohne-angst',
    farbe: 'rot',
  },
  {
    uid: 2,
    pid: 45,
    titel: 'Spiele im Verein',
    beschreibung: 'Ein Heft.',
    pdf: '../../etc/passwd',
    bestand: '0',
    bestellnummer: 'SIV-1',
    alias: 'spiele-im-verein',
  },
  {
    uid: 3,
    pid: 45,
    titel: 'Internet without fear',
    beschreibung: 'A brochure.',
    sys_language_uid: 1,
    l10n_parent: 1,
    alias: 'internet-without-fear',
  },
  { uid: 4, pid: 45, titel: 'Gelöschtes Heft', deleted: 1 },
];

const NEWS_ROWS = [
  {
    uid: 1,
    pid: 12,
    title: 'Neue Broschüre erschienen',
    teaser: 'Es gibt sie <b>jetzt</b>.',
    bodytext: `Die Broschüre ist da.\r\nSie heißt ${OLD_LINK} und ist gut.\r\n<h3>Mehr</h3>\r\nSiehe <a href="t3://record?identifier=tx_news&amp;uid=2">die zweite Nachricht</a> und <a href="t3://file?uid=1">das PDF</a>.`,
    datetime: DAY_2013,
    author: 'Redaktion',
    path_segment: 'neue-broschuere',
    categories: 1,
    fal_media: 1,
    related_links: 1,
  },
  {
    uid: 2,
    pid: 12,
    title: 'Das Heft ist vergriffen',
    bodytext:
      'Viel Nachfrage gab es.\r\nDas Heft <link record:tx_materialienpool:2>Spiele im Verein</link> ist leider vergriffen und nur noch als PDF erhältlich.\r\n<script>alert(1)</script><a href="javascript:alert(2)" onclick="x()">Klick</a>',
    datetime: DAY_2013,
    path_segment: 'vergriffen',
  },
  {
    uid: 3,
    pid: 12,
    title: 'New brochure published',
    bodytext: 'It is here: <link http://www.alt.example.org/materialien/netz-ohne-angst>the brochure</link>.',
    datetime: DAY_2013,
    sys_language_uid: 1,
    l10n_parent: 1,
    path_segment: 'new-brochure',
  },
  {
    uid: 4,
    pid: 12,
    title: 'Noch geheim',
    bodytext: 'Später.',
    hidden: 1,
    datetime: DAY_2013,
    path_segment: 'noch-geheim',
  },
  {
    uid: 5,
    pid: 12,
    title: 'Vorbei',
    bodytext: 'Früher.',
    endtime: DAY_2013,
    datetime: DAY_2013,
    path_segment: 'vorbei',
  },
  { uid: 6, pid: 12, title: 'Gelöscht', bodytext: 'Weg.', deleted: 1, datetime: DAY_2013 },
  // Old addresses that are no slugs of today, and news that are nothing but a link.
  {
    uid: 10,
    pid: 12,
    title: 'Kommt noch',
    bodytext: 'Bald.',
    starttime: 2_100_000_000, // 2036
    datetime: DAY_2013,
    path_segment: 'kommt-noch',
  },
  {
    uid: 11,
    pid: 12,
    title: 'Zum Materialienpool',
    type: '1',
    internalurl: 't3://page?uid=45',
    datetime: DAY_2013,
    path_segment: 'Zum_Pool',
  },
  {
    uid: 12,
    pid: 12,
    title: 'Beim Verband',
    type: '2',
    externalurl: 'https://verband.example.org/aktuelles',
    datetime: DAY_2013,
    path_segment: 'beim-verband',
  },
  { uid: 7, pid: 12, title: 'FÃ¼r Ã¤ltere MÃ¶bel', bodytext: 'GrÃ¼ÃŸe', datetime: DAY_2013, path_segment: 'moebel' },
  { uid: 8, pid: 12, title: 'Auf Französisch', sys_language_uid: 9, datetime: DAY_2013 },
  // An old link tag that went through an HTML parser.
  {
    uid: 9,
    pid: 12,
    title: 'Kaputter Link',
    bodytext:
      'Es gibt sie <link http: www.alt.example.org materialien netz-ohne-angst _blank external-link-new-window external link in new>Netz ohne Angst noch als PDF.',
    datetime: DAY_2013,
    path_segment: 'kaputter-link',
  },
];

/** The tables of the portal as a dump. `news` are further rows of news. */
const portalDump = ({ news = [], changes = {} } = {}) =>
  [
    '-- MySQL dump 10.13\n/*!40101 SET NAMES utf8mb4 */;\n',
    table('pages', { uid: INT, pid: INT, deleted: INT, hidden: INT, title: TEXT, slug: TEXT }, [
      { uid: 12, title: 'Nachrichten', slug: '/nachrichten' },
      { uid: 45, title: 'Materialienpool', slug: '/materialien' },
    ]),
    table('sys_category', { ...STANDARD, ...LANGUAGE, title: TEXT, parent: INT }, [
      { uid: 5, title: 'Medien' },
      { uid: 6, title: 'Media', sys_language_uid: 1, l10n_parent: 5 },
      { uid: 7, title: 'Never used' },
    ]),
    table('sys_category_record_mm', { uid_local: INT, uid_foreign: INT, tablenames: TEXT, fieldname: TEXT }, [
      { uid_local: 5, uid_foreign: 1, tablenames: 'tx_news_domain_model_news', fieldname: 'categories' },
    ]),
    table('sys_file', { uid: INT, pid: INT, storage: INT, identifier: TEXT, name: TEXT }, [
      { uid: 1, storage: 1, identifier: '/broschueren/netz.pdf', name: 'netz.pdf' },
      { uid: 2, storage: 1, identifier: '/bilder/kinder.jpg', name: 'kinder.jpg' },
      { uid: 3, storage: 1, identifier: '/fehlt.pdf', name: 'fehlt.pdf' },
    ]),
    table(
      'sys_file_reference',
      {
        uid: INT,
        pid: INT,
        deleted: INT,
        hidden: INT,
        uid_local: INT,
        uid_foreign: INT,
        tablenames: TEXT,
        fieldname: TEXT,
        sorting_foreign: INT,
        title: TEXT,
        description: TEXT,
        alternative: TEXT,
      },
      [
        {
          uid: 1,
          uid_local: 2,
          uid_foreign: 1,
          tablenames: 'tx_news_domain_model_news',
          fieldname: 'fal_media',
          description: 'Zwei Kinder',
          alternative: 'Zwei Kinder am Rechner',
        },
        {
          uid: 2,
          uid_local: 3,
          uid_foreign: 2,
          tablenames: 'tx_news_domain_model_news',
          fieldname: 'fal_related_files',
        },
      ]
    ),
    table(
      'sys_redirect',
      { uid: INT, pid: INT, deleted: INT, disabled: INT, source_host: TEXT, source_path: TEXT, target: TEXT },
      [{ uid: 1, source_host: '*', source_path: '/alt/heft', target: 't3://record?identifier=tx_news&uid=1' }]
    ),
    table(
      'tt_news',
      {
        uid: INT,
        pid: INT,
        deleted: INT,
        hidden: INT,
        starttime: INT,
        endtime: INT,
        title: TEXT,
        short: TEXT,
        bodytext: TEXT,
        datetime: INT,
        image: TEXT,
        news_files: TEXT,
        links: TEXT,
        type: TEXT,
        sys_language_uid: INT,
        l18n_parent: INT,
      },
      [
        {
          uid: 1,
          pid: 3,
          title: 'Aus den alten Zeiten',
          short: 'Kurz',
          bodytext: 'Alt.',
          datetime: 1104537600,
          links: 'http://www.example.org/alt',
        },
      ]
    ),
    table('tt_news_cat', { uid: INT, pid: INT, deleted: INT, hidden: INT, title: TEXT, title_lang_ol: TEXT }, [
      { uid: 1, title: 'Archiv', title_lang_ol: 'Archive' },
    ]),
    table('tt_news_cat_mm', { uid_local: INT, uid_foreign: INT }, [{ uid_local: 1, uid_foreign: 1 }]),
    table('tx_materialienpool', POOL, POOL_ROWS),
    table(
      'tt_content',
      { ...STANDARD, ...LANGUAGE, tx_news_related_news: INT, sorting: INT, CType: TEXT, header: TEXT, bodytext: TEXT },
      [
        { uid: 1, tx_news_related_news: 7, sorting: 2, CType: 'text', header: 'Zum Schluss', bodytext: 'Das war es.' },
        { uid: 2, tx_news_related_news: 7, sorting: 1, CType: 'text', bodytext: `Dazu passt ${OLD_LINK}.` },
        { uid: 3, tx_news_related_news: 7, sorting: 3, CType: 'text', hidden: 1, bodytext: 'Verborgen.' },
      ]
    ),
    table('tx_news_domain_model_tag', { ...STANDARD, ...LANGUAGE, title: TEXT }, [
      { uid: 1, title: 'Eltern' },
      { uid: 2, title: 'Tag without news' },
    ]),
    table('tx_news_domain_model_news_tag_mm', { uid_local: INT, uid_foreign: INT, sorting: INT }, [
      { uid_local: 7, uid_foreign: 1 },
    ]),
    table('tx_news_domain_model_news_related_mm', { uid_local: INT, uid_foreign: INT, sorting: INT }, [
      { uid_local: 7, uid_foreign: 11 },
    ]),
    table(
      'tx_news_domain_model_link',
      { uid: INT, pid: INT, deleted: INT, hidden: INT, parent: INT, title: TEXT, uri: TEXT, sorting: INT },
      [{ uid: 1, parent: 1, title: 'Zum Verband', uri: 'https://verband.example.org/' }]
    ),
    table('tx_news_domain_model_news', NEWS, [
      ...NEWS_ROWS.map((row) => ({ ...row, ...(changes[row.uid] ?? {}) })),
      ...news,
    ]),
    '-- Dump completed\n',
  ].join('');

const MAPPING = `version: 1
source: altes-portal
languages: { "0": de, "1": en }
hosts: [www.alt.example.org]
pages: { "45": /de/materials }
materials:
  - table: tx_materialienpool
    columns: { title: titel, text: beschreibung, pdf: pdf, orderUrl: bestell_link, orderNumber: bestellnummer, stock: bestand, slug: alias, language: sys_language_uid, original: l10n_parent }
    oldUrls: ["/materialien/{slug}"]
news:
  - table: tx_news_domain_model_news
    columns: { title: title, text: bodytext, lead: teaser, date: datetime, image: fal_media, slug: path_segment, language: sys_language_uid, original: l10n_parent }
    oldUrls: ["/nachrichten/{slug}"]
  - table: tt_news
    columns: { title: title, text: bodytext, lead: short, date: datetime, language: sys_language_uid, original: l18n_parent }
`;

/** Columns of news, and one row of them as SQL: for dumps of any size. */
const newsTable = () => table('tx_news_domain_model_news', NEWS, []);
const newsRow = (row) =>
  `(${Object.keys(NEWS)
    .map((column) => sql(row[column] ?? (/int/.test(NEWS[column]) ? 0 : '')))
    .join(',')})`;

/** Further materials as an INSERT: their slugs are `heft-1`, `heft-2`… */
const poolRows = (count) => {
  const rows = Array.from({ length: count }, (_, index) => {
    const row = {
      uid: 100 + index,
      pid: 45,
      titel: `Heft ${index + 1}`,
      beschreibung: 'Ein Heft.',
      alias: `heft-${index + 1}`,
    };
    return `(${Object.keys(POOL)
      .map((column) => sql(row[column] ?? (/int/.test(POOL[column]) ? 0 : '')))
      .join(',')})`;
  });
  return `INSERT INTO \`tx_materialienpool\` VALUES ${rows.join(',\n')};\n`;
};

module.exports = { MAPPING, newsRow, newsTable, poolRows, portalDump };
