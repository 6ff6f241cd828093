/**
 * Nothing is lost and nothing is let out: whatever an old portal holds, every row that is read is accounted for, a dry run foresees the run,
 * a second run changes nothing, and readers see no more than they saw.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import fc from 'fast-check';

import { startInstance, type Instance } from '../support/instance';
import { articlesOf, isBalanced, linksIn, runImportIn, wordsIn } from '../support/typo3-run';

const folder = mkdtempSync(path.join(tmpdir(), 'inprint-typo3-law-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NOW = Math.floor(Date.now() / 1000);
const HOUR = 3600;

interface News {
  readonly uid: number;
  readonly deleted: number;
  readonly hidden: number;
  readonly starttime: number;
  readonly endtime: number;
  readonly fe_group: string;
  readonly t3ver_wsid: number;
  readonly sys_language_uid: number;
  readonly l10n_parent: number;
  readonly title: string;
  readonly teaser: string;
  readonly bodytext: string;
  readonly externalurl: string;
  readonly type: number;
  readonly pid: number;
}

const mostly = <Value>(usual: Value, ...others: Value[]): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, { weight: 2, arbitrary: fc.constantFrom(...others, usual) });

const UIDS = 7;
const anyUid = fc.integer({ min: 1, max: UIDS });

/** A piece of a text with one link or image in it, of whatever form. */
const anyPiece = fc.oneof(
  anyUid.map((other) => `See <a href="t3://record?identifier=tx_news&uid=${other}">it</a>.`),
  anyUid.map((other) => `<link record:tx_news:${other} _blank>words</link>`),
  fc.constantFrom(
    '<a href="http://www.example.net/a">a</a>',
    '<a href="javascript:x()">a</a>',
    '<a href="t3://page?uid=77">a</a>',
    '<a href="http://www.example.net/b">&nbsp;</a>',
    '<pre><a href="http://www.example.net/c">a</a></pre>',
    '<table><tr><td><link 9>a</link></td><td>b</td></tr></table>',
    '<ul><li><img src="fileadmin/gone.png"></li></ul>',
    '<link http: www.example.net a b>Words'
  )
);
const linksOf = (text: string): number => (text.match(/<(?:a|link)\s/g) ?? []).length;
const imagesOf = (text: string): number => (text.match(/<img\s/g) ?? []).length;

const newsOf = (uid: number): fc.Arbitrary<News> =>
  fc.record({
    uid: fc.constant(uid),
    deleted: mostly(0, 1),
    hidden: mostly(0, 1),
    starttime: mostly(0, NOW - HOUR, NOW + HOUR),
    endtime: mostly(0, NOW - HOUR, NOW + HOUR),
    fe_group: mostly('', '0', '-1', '-2', '3', '1,2'),
    t3ver_wsid: mostly(0, 1, -1),
    sys_language_uid: fc.constantFrom(0, 0, 0, 1, 1, 2, 3, -1),
    l10n_parent: fc.oneof(fc.constant(0), anyUid, fc.constant(99)),
    title: mostly(`Secret ${uid} x`, ''),
    teaser: mostly('', 'Lead.', 'See <a href="http://www.example.net/">there</a>, and <link 9>here</link>.'),
    bodytext: fc.array(anyPiece, { maxLength: 5 }).map((pieces) => ['Text.', ...pieces].join('\r\n')),
    externalurl: mostly('', 'www.example.net/x', 'javascript:x'),
    type: mostly(0, 2),
    pid: fc.constantFrom(1, 1, 1, 2),
  });

const anyPortal = fc.record({
  news: fc.tuple(...Array.from({ length: UIDS }, (_, index) => newsOf(index + 1))),
  categories: fc.array(
    fc.record({
      deleted: mostly(0, 1),
      hidden: mostly(0, 1),
      sys_language_uid: fc.constantFrom(0, 0, 1, 2),
      l10n_parent: fc.integer({ min: 0, max: 4 }),
      title: fc.constantFrom('Kitas', 'Schulen', 'Nurseries'),
      parent: fc.integer({ min: 0, max: 4 }),
    }),
    { maxLength: 4 }
  ),
  assigned: fc.array(fc.record({ uid_local: fc.integer({ min: 1, max: 5 }), uid_foreign: anyUid }), { maxLength: 6 }),
  related: fc.array(fc.record({ uid_local: anyUid, uid_foreign: anyUid }), { maxLength: 4 }),
  redirects: fc.array(
    fc.record({
      disabled: mostly(0, 1),
      endtime: mostly(0, NOW - HOUR),
      source_host: mostly('*', 'www.old.example', 'other.example'),
      source_path: fc.constantFrom('/a', '/b', '/news/x', '/', '#^/c/(.*)#'),
      is_regexp: mostly(0, 1),
      target: fc.oneof(
        anyUid.map((uid) => `t3://record?identifier=tx_news&uid=${uid}`),
        fc.constantFrom('/a', '/b', 'https://www.example.net/', 't3://page?uid=9', 'info@example.net')
      ),
    }),
    { maxLength: 5 }
  ),
  hidesFolder: fc.boolean(),
});
type Portal = typeof anyPortal extends fc.Arbitrary<infer Value> ? Value : never;

const sql = (value: string | number): string =>
  typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;

const table = (name: string, columns: readonly string[], rows: readonly object[]): string => {
  const create = `CREATE TABLE \`${name}\` (${columns.map((column) => `\`${column}\` text`).join(', ')});\n`;
  const values = rows.map(
    (row) => `(${columns.map((column) => sql((row as Record<string, string | number>)[column] ?? 0)).join(',')})`
  );
  return create + (rows.length === 0 ? '' : `INSERT INTO \`${name}\` VALUES ${values.join(',')};\n`);
};

const dumpOf = ({ news, categories, assigned, related, redirects, hidesFolder }: Portal): string =>
  [
    table(
      'tx_news_domain_model_news',
      [
        ...['uid', 'pid', 'deleted', 'hidden', 'starttime', 'endtime', 'fe_group', 't3ver_wsid', 'sys_language_uid'],
        ...['l10n_parent', 'title', 'teaser', 'bodytext', 'externalurl', 'type'],
      ],
      news
    ),
    table(
      'sys_category',
      ['uid', 'deleted', 'hidden', 'sys_language_uid', 'l10n_parent', 'title', 'parent'],
      categories.map((category, index) => ({ uid: index + 1, ...category }))
    ),
    table(
      'sys_category_record_mm',
      ['uid_local', 'uid_foreign', 'tablenames'],
      assigned.map((row) => ({ ...row, tablenames: 'tx_news_domain_model_news' }))
    ),
    table('tx_news_domain_model_news_related_mm', ['uid_local', 'uid_foreign'], related),
    table(
      'sys_redirect',
      ['uid', 'disabled', 'endtime', 'source_host', 'source_path', 'is_regexp', 'target'],
      redirects.map((redirect, index) => ({ uid: index + 1, ...redirect }))
    ),
    table(
      'pages',
      ['uid', 'pid', 'deleted', 'hidden', 'title'],
      [
        { uid: 1, title: 'News' },
        { uid: 2, title: 'Folder', hidden: hidesFolder ? 1 : 0 },
      ]
    ),
  ].join('');

/** What readers of the old portal saw, told apart from the importer. */
const wasPublic = ({ news, hidesFolder }: Portal, uid: number): boolean => {
  const row = news.find((each) => each.uid === uid);
  if (!row || row.deleted !== 0 || row.hidden !== 0 || row.t3ver_wsid !== 0) return false;
  if (row.starttime > NOW || (row.endtime !== 0 && row.endtime <= NOW)) return false;
  if (!['', '0', '-1'].includes(row.fe_group) || (row.pid === 2 && hidesFolder)) return false;
  return row.sys_language_uid <= 0 || row.l10n_parent === 0 || row.l10n_parent === uid
    ? true
    : news.some((each) => each.uid === row.l10n_parent && isShownRoot({ news, hidesFolder }, each));
};
/** An original is shown by itself; chains of translations are followed to their end, and loops are nobody's promise. */
const isShownRoot = (portal: Pick<Portal, 'news' | 'hidesFolder'>, row: News): boolean =>
  wasPublic(
    { ...portal, news: portal.news.map((each) => (each === row ? { ...each, l10n_parent: 0 } : each)) } as Portal,
    row.uid
  );

const mappingFor = (source: string): string => `version: 1
source: ${source}
languages: { "0": de, "1": en, "2": fr }
hosts: [www.old.example]
news:
  - table: tx_news_domain_model_news
    columns: { title: title, text: bodytext, lead: teaser, language: sys_language_uid, original: l10n_parent }
    oldUrls: ["/news/{uid}"]
`;

describe('whatever an old portal holds', () => {
  let instance: Instance;
  beforeAll(async () => {
    instance = await startInstance();
  });
  afterAll(() => instance.stop());

  const isPlain: Omit<News, 'uid' | 'title'> = {
    ...{ deleted: 0, hidden: 0, starttime: 0, endtime: 0, fe_group: '', t3ver_wsid: 0, sys_language_uid: 0 },
    ...{ l10n_parent: 0, teaser: '', bodytext: 'Text.', externalurl: '', type: 0, pid: 1 },
  };
  const newsWith = (changes: Readonly<Record<number, Partial<News>>>): Portal['news'] =>
    Array.from({ length: UIDS }, (_, index) => ({
      ...isPlain,
      ...{ uid: index + 1, title: `Secret ${index + 1} x`, ...changes[index + 1] },
    })) as unknown as Portal['news'];
  const isEmptyPortal: Omit<Portal, 'news'> = {
    ...{ categories: [], assigned: [], related: [], redirects: [], hidesFolder: false },
  };

  it('accounts for records that translate each other, and for what belongs to a language nobody knows', async () => {
    const source = path.join(folder, 'loop.sql');
    const category: Portal['categories'][number] = {
      deleted: 0,
      hidden: 0,
      sys_language_uid: 0,
      l10n_parent: 0,
      title: 'Kitas',
      parent: 0,
    };
    writeFileSync(
      source,
      dumpOf({
        ...isEmptyPortal,
        news: newsWith({
          ...{ 1: { sys_language_uid: 1, l10n_parent: 2 }, 2: { sys_language_uid: 2, l10n_parent: 1 } },
          ...{ 3: { sys_language_uid: 3 }, 4: { sys_language_uid: 1, l10n_parent: 3 } },
        }),
        categories: [category],
        assigned: [{ uid_local: 1, uid_foreign: 3 }],
        related: [{ uid_local: 3, uid_foreign: 5 }],
      })
    );
    const written = await runImportIn(instance, {
      ...{ source, mapping: mappingFor('loop'), stagingFile: path.join(folder, 'loop.db') },
    });
    expect(isBalanced(written)).toBe(true);
    expect(written.tables.find(({ table: name }) => name === 'sys_category_record_mm')?.leftOut).toEqual({
      'owner-left-out': 1,
    });
    const articles = await articlesOf(instance, 'loop');
    expect(Object.keys(articles)).toEqual(['1', '2', '4', '5', '6', '7']);
    expect([articles['1'], articles['2']].map((article) => article?.isPublished)).toEqual([false, false]);
    expect(articles['1']?.documentId).toBe(articles['2']?.documentId);
  });

  it('lets nothing out that was hidden in a less usual way, and chooses what readers saw', async () => {
    const source = path.join(folder, 'unusual');
    mkdirSync(source);
    const put = (name: string, rows: readonly object[]): void =>
      writeFileSync(path.join(source, `${name}.json`), JSON.stringify(rows));
    const news = 'tx_news_domain_model_news';
    const article = (uid: number, more: object = {}): object => ({
      ...{ ...isPlain, uid, title: `News ${uid}`, fal_media: 0 },
      ...more,
    });
    put(news, [
      article(1, {
        bodytext:
          '<p><a href="t3://file?uid=1">One</a> <a href="fileadmin/two.pdf">Two</a> <img src="fileadmin/intern/three.png"></p>',
      }),
      article(2),
      article(3, { sys_language_uid: 1, l10n_parent: 2, hidden: 1, title: 'Hidden first' }),
      article(4, { sys_language_uid: 1, l10n_parent: 2, title: 'Shown second' }),
      article(5, { sys_language_uid: -1 }),
      article(6, { sys_language_uid: 1, l10n_parent: 7, hidden: 1, title: 'Hidden link of the chain' }),
      article(7),
      article(8, { sys_language_uid: 2, l10n_parent: 6, title: 'End of the chain' }),
    ]);
    put('tt_content', [
      { uid: 1, pid: 1, tx_news_related_news: 2, CType: 'text', header: 'For all', bodytext: 'x' },
      { uid: 2, pid: 9, tx_news_related_news: 2, CType: 'text', header: 'For members', bodytext: 'x' },
      { uid: 3, pid: 1, tx_news_related_news: 2, CType: 'menu_pages', header: 'A menu', bodytext: '' },
    ]);
    put('pages', [
      { uid: 1, pid: 0, title: 'News', fe_group: '' },
      { uid: 9, pid: 0, title: 'Members', fe_group: '1' },
    ]);
    put('sys_file', [
      { uid: 1, storage: 1, identifier: '/one.pdf' },
      { uid: 2, storage: 1, identifier: '/two.pdf' },
    ]);
    put('sys_file_metadata', [
      { uid: 1, file: 1, visible: 0, fe_groups: '' },
      { uid: 2, file: 2, visible: 1, fe_groups: '4' },
    ]);
    put('tx_falsecuredownload_folder', [{ uid: 1, pid: 0, storage: 1, folder: '/intern/', fe_groups: '4' }]);
    put('tx_realurl_redirects', [
      { url_hash: 1, url: 'old/one', destination: 'https://www.example.net/', has_moved: 1 },
    ]);

    const written = await runImportIn(instance, {
      ...{ source, mapping: mappingFor('unusual'), stagingFile: path.join(folder, 'unusual.db') },
    });
    expect(isBalanced(written)).toBe(true);
    const reasonsOf = (uid: number): string[] =>
      written.lines.filter(({ record }) => record?.importId === `${news}:${uid}`).map(({ reason }) => reason);
    const fateOf = (name: string): object => written.tables.find(({ table: of }) => of === name)?.leftOut ?? {};
    const articles = await articlesOf(instance, 'unusual');
    expect(linksIn(articles['1']?.body ?? [])).toEqual([]);
    expect(reasonsOf(1)).toEqual(['link-unknown', 'link-unknown', 'image']);
    expect(fateOf('sys_file')).toEqual({ hidden: 1, 'not-used': 1 });
    expect(wordsIn(articles['2']?.body ?? [])).toContain('For all');
    expect(wordsIn(articles['2']?.body ?? [])).not.toMatch(/members|menu/);
    expect(reasonsOf(2)).toEqual(['content-left-out', 'content-empty']);
    expect(articles['4']).toMatchObject({ title: 'Shown second', isPublished: true });
    expect(reasonsOf(3)).toEqual(['second-translation']);
    expect(reasonsOf(5)).toContain('all-languages');
    expect(articles['8']?.isPublished).toBe(false);
    expect(written.redirects['']).toContain('"/old/one" "https://www.example.net/"');
  });

  let count = 0;
  it('every row is accounted for, foreseen, and no more public than it was', async () => {
    await fc.assert(
      fc.asyncProperty(anyPortal, async (portal) => {
        count += 1;
        const name = `law-${count}`;
        const source = path.join(folder, `${name}.sql`);
        writeFileSync(source, dumpOf(portal));
        const wish = { source, mapping: mappingFor(name), stagingFile: path.join(folder, `${name}.db`) };
        const tried = await runImportIn(instance, { ...wish, write: false });
        const written = await runImportIn(instance, wish);
        expect([tried.tables, tried.parts, tried.counts]).toEqual([written.tables, written.parts, written.counts]);
        expect(isBalanced(written)).toBe(true);
        expect(Object.values(written.counts).map(({ failed }) => failed)).toEqual([0, 0, 0]);
        const rows = new Map(written.tables.map(({ table: of, rows: read }) => [of, read]));
        expect(rows.get('tx_news_domain_model_news')).toBe(UIDS);
        expect(rows.get('sys_category') ?? 0).toBe(portal.categories.length);
        expect(rows.get('sys_category_record_mm') ?? 0).toBe(portal.assigned.length);
        expect(rows.get('sys_redirect') ?? 0).toBe(portal.redirects.length);

        const articles = await articlesOf(instance, name);
        const partOf = (kind: string, column: string): number =>
          written.parts.find(
            (part) => part.table === 'tx_news_domain_model_news' && part.kind === kind && part.column === column
          )?.found ?? 0;
        const became = portal.news.filter(({ uid }) => uid in articles);
        const sum = (count: (row: News) => number): number => became.reduce((total, row) => total + count(row), 0);
        expect(partOf('link', 'bodytext')).toBe(sum(({ bodytext }) => linksOf(bodytext)));
        expect(partOf('image', 'bodytext')).toBe(sum(({ bodytext }) => imagesOf(bodytext)));
        expect(partOf('link', 'teaser')).toBe(sum(({ teaser }) => linksOf(teaser)));
        expect(partOf('link', 'externalurl')).toBe(sum(({ type, externalurl }) => (type === 2 && externalurl ? 1 : 0)));
        expect(partOf('address', '')).toBe(became.length);
        expect(partOf('field', 'title')).toBe(portal.news.filter(({ title }) => title !== '').length);
        const secrets = portal.news.filter(({ uid }) => !wasPublic(portal, uid));
        for (const [uid, article] of Object.entries(articles)) {
          if (!article.isPublished) continue;
          expect(wasPublic(portal, Number(uid))).toBe(true);
          for (const secret of secrets) {
            expect(JSON.stringify(article.body)).not.toMatch(new RegExp(`secret[ -]${secret.uid}[ -]x`, 'i'));
          }
        }
        for (const secret of secrets)
          expect(Object.values(written.redirects).join('')).not.toContain(`secret-${secret.uid}-x`);

        const again = await runImportIn(instance, wish);
        expect(again.counts.news).toMatchObject({ created: 0, updated: 0, failed: 0 });
      }),
      { numRuns: 25 }
    );
  });
});
