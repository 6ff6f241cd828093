/** Inputs that stand beside the known cases: of each kind of oddity some more, each with its right result. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';

import { startInstance, type Instance } from '../support/instance';
import {
  articlesOf,
  isBalanced,
  linksIn,
  runImportIn,
  wordsIn,
  type ImportedArticle,
  type PartAccount,
  type RunOutcome,
} from '../support/typo3-run';

const NEWS = 'tx_news_domain_model_news';
const HOUR = 3600;
const NOW = Math.floor(Date.now() / 1000);

type Value = string | number;
type Row = Readonly<Record<string, Value>>;

const literal = (value: Value): string =>
  typeof value === 'number'
    ? String(value)
    : `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll('\r', '\\r').replaceAll('\n', '\\n')}'`;

/** A table of a dump: rows have the columns of all of them, 0 where they say nothing. */
const table = (name: string, rows: readonly Row[]): string => {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const isText = (column: string): boolean => rows.some((row) => typeof row[column] === 'string');
  const values = rows.map(
    (row) => `(${columns.map((column) => literal(row[column] ?? (isText(column) ? '' : 0))).join(',')})`
  );
  return `CREATE TABLE \`${name}\` (${columns.map((column) => `\`${column}\` text`).join(', ')});\nINSERT INTO \`${name}\` VALUES ${values.join(',\n')};\n`;
};

const news = (uid: number, more: Row = {}): Row => ({ uid, pid: 1, title: `News ${uid}`, bodytext: 'Text.', ...more });
const translation = (uid: number, of: number, language: number, more: Row = {}): Row =>
  news(uid, { sys_language_uid: language, l10n_parent: of, ...more });

const head = (source: string): string => `version: 1
source: ${source}
languages: { "0": de, "1": en, "2": fr }
hosts: [www.old.example]
pages: { "9": /seite }
`;
const newsMapping = (source: string): string => `${head(source)}news:
  - table: ${NEWS}
    columns: { title: title, text: bodytext, lead: teaser, date: datetime, image: fal_media, slug: path_segment, language: sys_language_uid, original: l10n_parent }
    oldUrls: ["/news/{slug}"]
`;
const oldMapping = (source: string): string => `${head(source)}news:
  - table: tt_news
    columns: { title: title, text: bodytext, lead: short, date: datetime, image: image, caption: imagecaption, language: sys_language_uid, original: l18n_parent }
`;
const materialMapping = (source: string): string => `${head(source)}materials:
  - table: ${NEWS}
    columns: { title: title, text: bodytext, abstract: teaser, publishedOn: datetime, pdf: pdf, orderUrl: shop, price: price, stock: stock, language: sys_language_uid, original: l10n_parent }
`;

const folder = mkdtempSync(path.join(tmpdir(), 'inprint-typo3-kinds-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('more of each kind', () => {
  let instance: Instance;
  beforeAll(async () => {
    const document = await PDFDocument.create();
    document.addPage([200, 300]);
    const pdf = Buffer.from(await document.save());
    const png = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } })
      .png()
      .toBuffer();
    const put = (name: string, content: Buffer): void => {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), content);
    };
    put('fileadmin/heft.pdf', pdf);
    put('fileadmin/foto.png', png);
    put('uploads/media/heft.pdf', pdf);
    put('uploads/pics/eins.png', png);
    put('uploads/pics/zwei.png', png);
    instance = await startInstance();
  });
  afterAll(() => instance.stop());

  interface Imported extends RunOutcome {
    readonly articles: Record<string, ImportedArticle>;
    readonly part: (kind: string, column: string) => Pick<PartAccount, 'found' | 'written' | 'leftOut'> | undefined;
    readonly reasons: (uid: number) => string[];
  }

  const importDump = async (
    name: string,
    dump: string,
    mapping: (source: string) => string = newsMapping
  ): Promise<Imported> => {
    const source = path.join(folder, `${name}.sql`);
    writeFileSync(source, dump);
    const wish = {
      ...{ source, mapping: mapping(name), fileadmin: path.join(folder, 'fileadmin') },
      stagingFile: path.join(folder, `${name}.db`),
    };
    const tried = await runImportIn(instance, { ...wish, write: false });
    const written = await runImportIn(instance, wish);
    expect([tried.counts, tried.tables, tried.parts]).toEqual([written.counts, written.tables, written.parts]);
    expect(isBalanced(written)).toBe(true);
    for (const { failed } of Object.values(written.counts)) expect(failed).toBe(0);
    const again = await runImportIn(instance, wish);
    expect(again.counts.news).toMatchObject({ created: 0, updated: 0, failed: 0 });
    return {
      ...written,
      articles: await articlesOf(instance, name),
      part: (kind, column) => {
        const found = written.parts.find((part) => part.kind === kind && part.column === column);
        return found && { found: found.found, written: found.written, leftOut: found.leftOut };
      },
      reasons: (uid) =>
        written.lines.filter(({ record }) => record?.importId.endsWith(`:${uid}`)).map(({ reason }) => reason),
    };
  };
  const publishedOf = ({ articles }: Imported): string[] =>
    Object.entries(articles).flatMap(([uid, { isPublished }]) => (isPublished ? [uid] : []));

  it('keeps from readers what groups, pages and times kept from them', async () => {
    const imported = await importDump(
      'access',
      table(NEWS, [
        news(1, { fe_group: '-2' }),
        news(2, { fe_group: '0,-1' }),
        news(3, { pid: 5 }),
        news(4, { bodytext: '<a href="t3://record?identifier=tx_news&uid=1">Secret</a>', endtime: NOW + HOUR }),
        news(5, { pid: 7 }),
        translation(6, 1, 1),
        news(7, { endtime: NOW - 5 }),
        news(8, { starttime: NOW + HOUR }),
      ]) +
        table('pages', [
          { uid: 1, title: 'News' },
          { uid: 5, pid: 6, title: 'Below' },
          { uid: 6, title: 'Members', fe_group: '4', extendToSubpages: 1 },
          { uid: 7, title: 'Gone', deleted: 1 },
        ])
    );
    expect(publishedOf(imported)).toEqual(['2', '4']);
    expect(linksIn(imported.articles['4']?.body ?? [])).toEqual([]);
    expect(imported.reasons(4)).toContain('ends-later');
    expect(imported.part('link', 'bodytext')).toEqual({ found: 1, written: 0, leftOut: { 'no-target': 1 } });
  });

  it('gives no date to what has none, nor to what has one that is no day', async () => {
    const imported = await importDump(
      'times',
      table(NEWS, [
        news(1, { datetime: -86400 }),
        news(2, { datetime: '0000-00-00 00:00:00', crdate: 1200000000 }),
        news(3, { datetime: '2014-02-30' }),
        news(4),
      ])
    );
    const dates = Object.values(imported.articles).map(({ date }) => date);
    expect(dates).toEqual(['1969-12-31', '2008-01-10', null, null]);
    expect(publishedOf(imported)).toHaveLength(4);
    expect(imported.part('field', 'datetime')?.leftOut).toEqual({ 'unreadable-value': 1 });
  });

  it('tells languages apart in connected mode, in free mode, and where both are mixed', async () => {
    const imported = await importDump(
      'lang',
      table(NEWS, [
        news(1, { datetime: 1200000000 }),
        translation(2, 1, 1, { datetime: 1300000000 }),
        translation(3, 0, 2),
        translation(4, 2, 2),
        translation(5, 77, 1),
        translation(6, 0, 5),
        news(7, { sys_language_uid: -1 }),
        translation(8, 7, 1),
        translation(9, 9, 1),
      ])
    );
    const { articles } = imported;
    expect(Object.keys(articles)).toEqual(['1', '2', '3', '4', '5', '7', '8', '9']);
    expect([articles['2'], articles['4']].map((each) => each?.documentId)).toEqual(
      Array(2).fill(articles['1']?.documentId)
    );
    expect(articles['2']?.date).toBe('2008-01-10');
    expect(imported.part('field', 'datetime')?.leftOut).toEqual({ 'of-original': 1 });
    expect(articles['8']?.documentId).toBe(articles['7']?.documentId);
    expect(articles['5']?.isPublished).toBe(false);
    expect(imported.reasons(6)).toEqual(['unknown-language']);
  });

  it('reads every form of a link, and counts the others', async () => {
    const imported = await importDump(
      'links',
      table(NEWS, [
        news(1, {
          title: 'A &amp; B &ndash; &#8222;C&#8220; <br> D',
          teaser: 'Lead <a href="http://x.example/a">here</a> &euro;',
          bodytext: [
            '<a href="tel:+49 (0)30 / 12-34">1</a> <a href="t3://url?url=https%3A%2F%2Fe.example%2F%3Fa%3Db%26c%3Dd">2</a>',
            '<a href="t3://email?email=c@d.example">3</a> <a href="t3://telephone?telephone=0301234">4</a>',
            '<a href="/news/zwei?x=1#top">5</a> <a href="//www.old.example/news/zwei">6</a> <a href="news/zwei.html">7</a>',
            '<a href="t3://page?uid=9&L=1#c5">8</a> <link fileadmin/heft.pdf>9</link> <link www.ext.example/x>10</link>',
            '<a href="t3://url?url=ftp://f.example/x">11</a> <a href="javascript:void(0)">12</a> <a href="#top">13</a> <link>14</link>',
            'http://bare.example/a,b and ftp://bare.example/x',
          ].join('\r\n'),
        }),
        news(2, { path_segment: 'zwei' }),
      ])
    );
    const article = imported.articles['1'];
    expect(article).toMatchObject({ title: 'A & B – „C“ D', lead: 'Lead here €' });
    const file = expect.stringMatching(/^\/uploads\/heft.*\.pdf$/) as string;
    const second = expect.stringMatching(/\/de\/news\/zwei$/) as string;
    expect(linksIn(article?.body ?? []).map(({ url }) => url)).toEqual([
      ...['tel:+490301234', 'https://e.example/?a=b&c=d', 'mailto:c@d.example', 'tel:0301234', second, second, second],
      ...['/seite', file, 'http://www.ext.example/x', 'http://bare.example/a,b', 'http://x.example/a'],
    ]);
    expect(imported.part('link', 'bodytext')).toEqual({
      ...{ found: 14, written: 10 },
      leftOut: { 'unsafe-target': 2, 'no-target': 1, 'unreadable-target': 1 },
    });
    expect(imported.part('link', 'teaser')).toEqual({ found: 1, written: 1, leftOut: {} });
  });

  it('takes what stands beside the text of tt_news, and counts what it leaves', async () => {
    const imported = await importDump(
      'beside',
      table('tt_news', [
        {
          ...{
            uid: 1,
            title: 'One',
            bodytext: 'x',
            image: 'eins.png,zwei.png',
            imagecaption: 'First\nSecond',
            type: 0,
          },
          ...{ news_files: 'heft.pdf,gone.pdf', related: 'tt_news_2,pages_9,tt_news_3,what_1' },
          ...{ ext_url: 'http://ext.example' },
          links:
            'http://a.example/x,y Study\nwww.b.example\n<link 9 _blank>Nine</link>\nfileadmin/heft.pdf File\njavascript:x',
        },
        { uid: 2, title: 'Two', bodytext: 'x' },
        { uid: 3, title: 'Three', bodytext: 'x', hidden: 1 },
        { uid: 4, title: 'Four', type: 2, ext_url: 'www.ext.example/y' },
        { uid: 5, title: 'Five', type: 1, page: 77 },
      ]),
      oldMapping
    );
    const article = imported.articles['1'];
    expect(article).toMatchObject({ caption: 'First', image: { name: expect.any(String) as string } });
    const file = expect.stringMatching(/\.pdf$/) as string;
    expect(linksIn(article?.body ?? [])).toMatchObject([
      { words: 'Two' },
      { url: '/seite' },
      { url: 'http://a.example/x,y', words: 'Study' },
      { url: 'http://www.b.example' },
      { url: '/seite', words: 'Nine' },
      { url: file, words: 'File' },
      { url: file, words: 'heft.pdf' },
    ]);
    expect(imported.part('link', 'links')).toEqual({ found: 5, written: 4, leftOut: { 'no-target': 1 } });
    expect(imported.part('file', 'image')).toEqual({ found: 2, written: 1, leftOut: { 'second-file': 1 } });
    expect(imported.part('file', 'news_files')).toEqual({ found: 2, written: 1, leftOut: { 'no-file': 1 } });
    expect(imported.part('related', 'related')).toEqual({
      ...{ found: 4, written: 2 },
      leftOut: { 'no-target': 1, 'unreadable-target': 1 },
    });
    expect(linksIn(imported.articles['4']?.body ?? [])).toEqual([{ url: 'http://www.ext.example/y', words: 'Four' }]);
    expect(imported.part('link', 'page')?.leftOut).toEqual({ 'no-target': 1 });
    expect(imported.part('field', 'ext_url')?.leftOut).toEqual({ 'no-meaning': 1 });
  });

  it('keeps the links and files of news that are publications', async () => {
    const imported = await importDump(
      'booklet',
      table(NEWS, [
        news(1, {
          ...{ teaser: 'Short <a href="http://x.example/short">here</a>', datetime: 1200000000, stock: '12' },
          ...{ price: 'abc', shop: 'javascript:1', pdf: 1, fal_related_files: 1, related_links: 1 },
        }),
        translation(2, 1, 1, { stock: '5' }),
        news(3),
      ]) +
        table('tx_news_domain_model_link', [{ uid: 1, parent: 1, uri: 'http://x.example/link', title: 'Link' }]) +
        table('tx_news_domain_model_news_related_mm', [{ uid_local: 1, uid_foreign: 3 }]) +
        table('sys_file', [
          { uid: 1, storage: 1, identifier: '/heft.pdf' },
          { uid: 2, storage: 1, identifier: '/foto.png' },
        ]) +
        table('sys_file_reference', [
          { uid: 1, uid_local: 1, uid_foreign: 1, tablenames: NEWS, fieldname: 'pdf' },
          { uid: 2, uid_local: 2, uid_foreign: 1, tablenames: NEWS, fieldname: 'fal_related_files' },
        ]),
      materialMapping
    );
    expect(imported.counts.material).toMatchObject({ created: 3 });
    for (const name of ['tx_news_domain_model_link', 'tx_news_domain_model_news_related_mm', 'sys_file_reference'])
      expect(imported.tables.find((each) => each.table === name)?.leftOut).toEqual({});
    expect(imported.part('field', 'price')?.leftOut).toEqual({ 'unreadable-value': 1 });
    expect(imported.part('field', 'shop')?.leftOut).toEqual({ 'unreadable-value': 1 });
    expect(imported.part('field', 'stock')).toEqual({ found: 2, written: 1, leftOut: { 'of-original': 1 } });
  });

  it('names categories by their parents where two have one name, in the language of each record', async () => {
    const imported = await importDump(
      'tree',
      table(NEWS, [news(1), translation(2, 1, 1)]) +
        table('sys_category', [
          { uid: 1, title: 'Press' },
          { uid: 2, title: 'Archive', parent: 1 },
          { uid: 3, title: 'Archive', parent: 4 },
          { uid: 4, title: 'Blog' },
          { uid: 5, title: 'Old press', sys_language_uid: 1, l10n_parent: 2 },
          { uid: 6, title: 'Secret', hidden: 1 },
        ]) +
        table(
          'sys_category_record_mm',
          [2, 3, 6, 99].map((uid) => ({ uid_local: uid, uid_foreign: 1, tablenames: NEWS, fieldname: 'categories' }))
        )
    );
    const topicsOf = (uid: string): string[] => (imported.articles[uid]?.topics ?? []).map(({ name }) => name).sort();
    expect(topicsOf('1')).toEqual(['Archive (Blog)', 'Archive (Press)']);
    expect(topicsOf('2')).toEqual(['Old press']);
  });

  it('merges rows that the dump holds twice as MySQL would', async () => {
    const imported = await importDump(
      'twice',
      table(NEWS, [news(1, { teaser: 'Stays' }), news(2), news(4)]) +
        `INSERT INTO \`${NEWS}\` (uid,pid,title,bodytext,teaser) VALUES (1,1,'One again','new','new'),(3,1,'Three','x',''),(2,1,'Two again','new','')
           ON DUPLICATE KEY UPDATE title=VALUES(title), bodytext=CONCAT(bodytext, ' (;)');
         INSERT IGNORE INTO \`${NEWS}\` (uid,pid,title,bodytext,teaser) VALUES (3,1,'Ignored','x','');
         INSERT INTO \`${NEWS}\` (uid,pid,title,bodytext,teaser) VALUES (4,1,'Four again','x','') AS later ON DUPLICATE KEY UPDATE title = later.title;
         REPLACE INTO \`${NEWS}\` (uid,pid,title,bodytext,teaser) VALUES (2,1,'Replaced','all','');
         INSERT INTO \`cache_pages\` (a) VALUES (NOW()),(UNHEX('aa'));`
    );
    expect(Object.values(imported.articles).map(({ title }) => title)).toEqual([
      ...['One again', 'Replaced', 'Three', 'Four again'],
    ]);
    expect(imported.articles['1']).toMatchObject({ lead: 'Stays' });
    expect(wordsIn(imported.articles['1']?.body ?? [])).toBe('Text.');
    expect(imported.lines.find(({ reason }) => reason === 'computed-update')?.details).toMatchObject({
      column: 'bodytext',
      count: '2',
    });
  });
});
