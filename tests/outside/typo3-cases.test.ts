/**
 * Inputs from portals of all ages, each with its right result. They are no part of the repository: where they are not on this machine,
 * the tests are skipped.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  stagingFileIn,
  wordsIn,
  type ImportedArticle,
  type ReportLine,
  type RunOutcome,
} from '../support/typo3-run';

const CASES = process.env.TEST_TYPO3_CASES ?? path.resolve(__dirname, '../../../shared/cases/typo3');
const areHere = existsSync(CASES);

const folder = mkdtempSync(path.join(tmpdir(), 'inprint-typo3-cases-'));
const fileadmin = path.join(folder, 'fileadmin');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

(areHere ? describe : describe.skip)(`a portal's odd inputs (skipped where ${CASES} is not there)`, () => {
  let instance: Instance;

  beforeAll(async () => {
    const png = (background: string): Promise<Buffer> =>
      sharp({ create: { width: 40, height: 30, channels: 3, background } })
        .png()
        .toBuffer();
    const document = await PDFDocument.create();
    document.addPage([200, 300]);
    const pdf = Buffer.from(await document.save());
    const put = (name: string, content: Buffer): void => {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), content);
    };
    put('fileadmin/foto.png', await png('teal'));
    for (const name of ['uploads/pics/bild.png', 'uploads/tx_news/bild.png']) put(name, await png('coral'));
    for (const name of ['fileadmin/heft.pdf', 'uploads/media/heft.pdf', 'uploads/tx_news/heft.pdf']) put(name, pdf);
    put(`fileadmin/${'Übersicht für Eltern.pdf'.normalize('NFD')}`, pdf);
    instance = await startInstance();
  });
  afterAll(() => instance.stop());

  const mappingFor = (name: string, file: string): string =>
    readFileSync(path.join(CASES, file), 'utf8').replace('source: old', `source: ${name}`);

  interface Imported extends RunOutcome {
    readonly articles: Record<string, ImportedArticle>;
  }

  /** Tries a case, writes it, and sees that the trial foresaw what was written. */
  const importCase = async (
    file: string,
    { mapping = 'mapping.yaml', files = '', from = CASES }: { mapping?: string; files?: string; from?: string } = {}
  ): Promise<Imported> => {
    const name = file.slice(0, 3);
    const wish = {
      source: path.join(from, file),
      mapping: mappingFor(name, mapping),
      fileadmin: files,
      stagingFile: stagingFileIn(folder, name),
    };
    const tried = await runImportIn(instance, { ...wish, write: false });
    const written = await runImportIn(instance, wish);
    expect([tried.counts, tried.tables, tried.parts]).toEqual([written.counts, written.tables, written.parts]);
    expect(isBalanced(written)).toBe(true);
    for (const { failed } of Object.values(written.counts)) expect(failed).toBe(0);
    return { ...written, articles: await articlesOf(instance, name) };
  };
  const old = { mapping: 'mapping-ttnews.yaml' };
  const about = (lines: readonly ReportLine[], reason: string): ReportLine[] =>
    lines.filter((line) => line.reason === reason);
  const recordsOf = (lines: readonly ReportLine[]): string[] =>
    lines.map(({ record }) => record?.importId.split(':').at(-1) ?? '').sort();

  it('writes both languages where a category has no translation', async () => {
    const { articles, counts, lines } = await importCase('c01-category-without-translation.sql');
    expect(counts.news).toMatchObject({ created: 2, failed: 0 });
    expect(articles['1']?.topics).toMatchObject([{ name: 'Kitas' }]);
    expect(articles['2']?.topics).toEqual([]);
    expect(recordsOf(about(lines, 'topic-not-in-language'))).toEqual(['2']);
  });

  it('keeps what is for members from readers, and says so', async () => {
    const { articles, lines } = await importCase('c02-fe-group.sql');
    expect(Object.values(articles).map(({ isPublished }) => isPublished)).toEqual([false, false, true]);
    expect(recordsOf(about(lines, 'members'))).toEqual(['1', '2']);
  });

  it('writes redirects that lead somewhere, and tells of the others', async () => {
    const { lines, redirects } = await importCase('c04-redirects.sql');
    const map = redirects[''] ?? '';
    const told = lines.filter(({ record }) => record?.importId.startsWith('sys_redirect:'));
    expect(Object.fromEntries(told.map(({ record, reason }) => [record?.importId.split(':')[1], reason]))).toEqual({
      ...{ 2: 'redirect-no-target', 4: 'redirect-over', 5: 'redirect-foreign-host', 6: 'redirect-no-target' },
      ...{ 7: 'redirect-no-target', 8: 'redirect-no-target' },
    });
    expect(map).toContain('"/zu-fremder-seite" "https://www.example.net/x"');
    expect(map).toMatch(/"\/zur-kita" "[^"]*neue-kita/);
    expect(map).toMatch(/"\/kette" "[^"]*neue-kita/);
    expect(map).not.toMatch(/entwurf|abgelaufen|startseite/);
    expect(Object.keys(redirects)).toEqual(['']);
  });

  it('reads the links of tt_news in every form they had', async () => {
    const { articles, lines } = await importCase('c05-ttnews-links.sql', old);
    expect(linksIn(articles['1']?.body ?? []).map(({ url }) => url)).toEqual([
      'http://www.zeitung.example/politik/0,1518,530131,00.html',
      'http://www.zweite.example/',
    ]);
    expect(linksIn(articles['2']?.body ?? [])).toEqual([
      { url: 'http://www.dritte.example/a', words: 'Zur Studie' },
      { url: '/ziel', words: 'Zur Seite' },
    ]);
    expect(linksIn(articles['3']?.body ?? [])).toEqual([
      { url: 'http://www.vierte.example/', words: 'Die Studie im Netz' },
    ]);
    expect(linksIn(articles['4']?.body ?? []).map(({ url }) => url)).toEqual([
      'http://fuenfte.example/pfad',
      'mailto:info@sechste.example',
    ]);
    expect(about(lines, 'link-page')).toMatchObject([{ details: { page: 'ftp://sieben.example/datei.pdf' } }]);
  });

  it('finds images and files of tt_news where TYPO3 kept them', async () => {
    const { articles, lines } = await importCase('c07-ttnews-two-upload-folders.sql', { ...old, files: fileadmin });
    expect(articles['1']?.image?.name).toBe('bild.png');
    expect(linksIn(articles['1']?.body ?? [])).toMatchObject([{ words: 'heft.pdf' }]);
    expect(lines.filter(({ kind }) => kind === 'file')).toEqual([]);
  });

  it('reads the tables that the first versions of news had of their own', async () => {
    const { articles } = await importCase('c09-tx-news-2-own-tables.sql', { files: fileadmin });
    expect(articles['1']?.topics).toMatchObject([{ name: 'Kitas' }]);
    expect(articles['1']?.image?.name).toBe('bild.png');
    expect(articles['1']?.caption).toBe('Bildunterschrift');
    expect(linksIn(articles['1']?.body ?? [])).toMatchObject([{ words: 'Das Heft' }]);
  });

  it('takes content elements with all that they show, and none that readers did not see', async () => {
    const { articles, lines } = await importCase('c10-content-elements.sql', { files: fileadmin });
    const body = articles['1']?.body ?? [];
    const words = wordsIn(body);
    expect(words).not.toMatch(/Abgelaufen|gesperrter|Mitglieder|Interner Name/);
    expect(words).toMatch(/Absatz\..*Unterzeile|Unterzeile.*Absatz\./);
    expect(linksIn(body)).toEqual(
      expect.arrayContaining([
        { url: 'https://www.example.net/mehr', words: 'Überschrift' },
        expect.objectContaining({ words: 'Das Heft' }),
      ])
    );
    expect(body.some(({ image }) => image?.name === 'foto.png')).toBe(true);
    expect(body.some(({ type, format }) => type === 'list' && format === 'unordered')).toBe(true);
    expect(about(lines, 'content-left-out').map(({ details }) => details.element)).toEqual(['2', '3', '4']);
  });

  it('decodes entities in titles and leads', async () => {
    const { articles } = await importCase('c11-ttnews-entities.sql', old);
    expect(articles['1']).toMatchObject({
      title: '„Gute Schule“ – 10 €',
      slug: expect.stringMatching(/^gute-schule-10/),
      lead: 'Für Eltern – neu & kostenlos',
    });
  });

  it('leaves placeholders of workspaces out', async () => {
    const { articles, tables } = await importCase('c12-workspace-placeholder-typo3-4.sql', old);
    expect(Object.keys(articles)).toEqual(['3']);
    expect(tables.find(({ table }) => table === 'tt_news')?.leftOut).toEqual({ workspace: 2 });
  });

  it('keeps a text without the image of 4 MB that stood in it', async () => {
    for (const file of ['c13-make.py', 'c02-fe-group.sql'])
      copyFileSync(path.join(CASES, file), path.join(folder, file));
    execFileSync('python3', [path.join(folder, 'c13-make.py')]);
    const { articles, lines } = await importCase('c13-text-over-4-mb.sql', { from: folder });
    expect(wordsIn(articles['1']?.body ?? [])).toMatch(/Langer Bericht\..*Schluss\./);
    expect(recordsOf(about(lines, 'inline-image'))).toEqual(['1']);
  });

  it('drafts no mapping with one locale for two languages, and refuses one', async () => {
    const [draft, refused] = await instance.run(
      async (strapi, where, twice) => {
        // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the plugin's own service, seen from outside
        const importer = strapi.plugin('typo3-import').service('importer') as any;
        const source = await importer.open(where);
        const text = await importer.suggestMapping(source);
        await source.close();
        importer.parseMapping(text);
        try {
          importer.parseMapping(twice);
          return [text, ''];
        } catch (error) {
          return [text, String(error)];
        }
      },
      path.join(CASES, 'c15-draft-mapping-names-de-twice.sql'),
      mappingFor('c15', 'mapping.yaml').replace('"1": en', '"1": de')
    );
    expect(draft).toMatch(/"1": de/);
    expect(draft).not.toMatch(/"0": de/);
    expect(refused).toMatch(/languages.*“de”/);
    const swapped = {
      source: path.join(CASES, 'c15-draft-mapping-names-de-twice.sql'),
      mapping: mappingFor('c15', 'mapping.yaml').replace('"0": de, "1": en', '"0": en, "1": de'),
      stagingFile: stagingFileIn(folder, 'c15'),
    };
    expect((await runImportIn(instance, swapped)).counts.news).toMatchObject({ created: 2, kept: 0 });
    expect((await runImportIn(instance, { ...swapped, overwrite: true })).counts.news).toMatchObject({ unchanged: 2 });
    const { 1: first, 2: second } = await articlesOf(instance, 'c15');
    expect([wordsIn(first?.body ?? []), wordsIn(second?.body ?? [])]).toEqual(['It opens.', 'Sie öffnet.']);
  });

  it('links addresses that stand bare in a text, as TYPO3 does', async () => {
    const { articles } = await importCase('c16-plain-addresses-in-text.sql');
    expect(linksIn(articles['1']?.body ?? []).map(({ url }) => url)).toEqual([
      'http://www.example.net/studie',
      'mailto:info@example.net',
    ]);
  });

  it('mixes no two databases', async () => {
    const wish = {
      source: path.join(CASES, 'c19-two-databases-in-one-dump.sql'),
      mapping: mappingFor('c19', 'mapping.yaml'),
      stagingFile: stagingFileIn(folder, 'c19'),
    };
    await expect(runImportIn(instance, wish)).rejects.toThrow(/live, staging/);
    const { counts } = await runImportIn(instance, { ...wish, mapping: `${wish.mapping}database: live\n` });
    expect(counts.news).toMatchObject({ created: 2 });
    const articles = await articlesOf(instance, 'c19');
    expect(Object.values(articles).map(({ title }) => title)).toEqual(['Live eins', 'Live zwei']);
  });

  it('mends what was encoded twice in any script whole, or leaves it and tells', async () => {
    const { articles, lines } = await importCase('c21-double-encoded-other-scripts.sql');
    expect(articles['3']).toMatchObject({ title: 'Freude 😀' });
    expect(wordsIn(articles['3']?.body ?? [])).toBe('Grüße 😀');
    expect(articles['4']).toMatchObject({ title: 'Türkçe ders' });
    expect(wordsIn(articles['4']?.body ?? [])).toBe('Öğrenci şimdi');
    expect(articles['5']).toMatchObject({ title: 'Emoji 😀 echt' });
    // Bytes of these are lost in the dump.
    expect(articles['1']?.title).toBe('Å wiÄ™to wiosny');
    expect(articles['2']?.title).toBe('ÐŸÑ€Ð¸Ð²ÐµÑ‚');
    expect(recordsOf(about(lines, 'half-encoded'))).toEqual(['1', '2']);
  });

  it('leads root-relative links where the whole address leads', async () => {
    const { articles } = await importCase('c22-root-relative-links.sql');
    const [whole, relative] = linksIn(articles['1']?.body ?? []);
    expect(relative?.url).toBe(whole?.url);
    expect(relative?.url).toContain('/news/zweite');
  });

  it('reads file references of every shape', async () => {
    const { articles, lines } = await importCase('c23-fal-shapes.sql', { files: fileadmin });
    for (const uid of ['1', '2']) {
      expect(articles[uid]?.image?.name).toBe('foto.png');
      expect(linksIn(articles[uid]?.body ?? [])).toMatchObject([{ words: 'Das Heft zum Film' }]);
    }
    expect(articles['3']?.image).toBeNull();
    expect(recordsOf(about(lines, 'other-storage'))).toEqual(['3']);
    expect(recordsOf(about(lines, 'no-sys-file'))).toEqual(['4', '4']);
  });

  it('reads what DAM kept', async () => {
    const { articles } = await importCase('c25-dam-media.sql', { ...old, files: fileadmin });
    expect(articles['1']?.image?.name).toBe('foto.png');
    const links = linksIn(articles['1']?.body ?? []);
    expect(links.map(({ words }) => words)).toEqual(['Heft aus DAM', 'Heft']);
    expect(links[0]?.url).toBe(links[1]?.url);
  });

  it('writes every record of a portal whose languages are mixed up, or tells of it', async () => {
    const { articles, tables, lines } = await importCase('c26-mixed-up-languages.sql', old);
    expect(Object.keys(articles).sort()).toEqual(['1', '2', '3', '4', '5', '837', '838']);
    expect(tables.find(({ table }) => table === 'tt_news')).toMatchObject({ rows: 7, written: 7, leftOut: {} });
    expect(articles['5']?.documentId).toBe(articles['837']?.documentId);
    expect(articles['838']?.topics).toMatchObject([{ name: 'Nurseries' }]);
    expect(recordsOf(about(lines, 'topic-not-in-language'))).toContain('838');
    expect(articles['4']?.isPublished).toBe(false);
  });

  it('takes a category and its translation for one topic', async () => {
    const { articles } = await importCase('c27-category-and-its-translation-both-assigned.sql');
    expect(articles['1']?.topics).toMatchObject([{ name: 'Kitas' }]);
    expect(articles['35']?.topics).toMatchObject([{ name: 'Nurseries' }]);
  });

  it('finds a file whose name is decomposed on the disk', async () => {
    const { articles, lines } = await importCase('c31-names-and-encodings.sql', { files: fileadmin });
    expect(linksIn(articles['1']?.body ?? [])).toHaveLength(1);
    expect(about(lines, 'missing-file')).toEqual([]);
    expect(articles['1']?.title).toBe('2014–2015: Spacewatch®');
  });

  it('tells that a dump ends too early', async () => {
    const { lines } = await importCase('c33-dump-cut-between-statements.sql');
    expect(about(lines, 'dump-not-completed')).toHaveLength(1);
  });

  it('makes no date up', async () => {
    const { articles, lines } = await importCase('c34-no-date.sql');
    expect(articles['1']?.date).toBe('2008-01-10');
    expect(recordsOf(about(lines, 'date-of-change'))).toEqual(['1']);
    expect(articles['2']?.date).toBe('1969-12-31');
    expect(articles['3']?.date).toBe('2014-01-01');
  });

  it('shows no translation whose original is not shown', async () => {
    const { articles, lines } = await importCase('c37-hidden-original-visible-translation.sql');
    expect(Object.values(articles).map(({ isPublished }) => isPublished)).toEqual([false, false, false, false]);
    expect(recordsOf(about(lines, 'original-hidden'))).toEqual(['2', '4']);
  });

  it('reads past a byte order mark', async () => {
    const { articles } = await importCase('c43-byte-order-mark.sql');
    expect(articles['1']?.title).toBe('Eins');
  });
});
