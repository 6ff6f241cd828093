import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { makeAdminUser, type AdminUser } from '../support/admin-user';
import { makeArticle, makeMaterial, write } from '../support/content';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';

const MATERIAL = 'api::material.material';
const NEWS = 'api::news-article.news-article';

const text = (words: string, marks: object = {}) => ({ type: 'text', text: words, ...marks });
const paragraph = (...children: object[]) => ({ type: 'paragraph', children });

interface Field {
  readonly field: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly after: string;
}

interface Report {
  readonly isWritten: boolean;
  readonly taken: number;
  readonly refused: number;
  readonly already: number;
  readonly untouched: number;
  readonly entries: readonly {
    readonly documentId: string;
    readonly isNew: boolean;
    readonly refusal: string | null;
    readonly message: string | null;
    readonly fields: readonly Field[];
  }[];
}

/** What a translator does with a file: each text of the source becomes one in French, marks and all. */
const translate = (xliff: string): string =>
  xliff.replace(
    /<segment state="(?:initial)">\s*<source>([\s\S]*?)<\/source>(\s*<target>[\s\S]*?<\/target>)?/g,
    (_all, source: string) =>
      `<segment state="translated"><source>${source}</source><target>${source.replace(/([^<>]+)(?=<|$)/g, 'FR $1')}</target>`
  );

onEveryDatabase('texts exported and imported', (database) => {
  let instance: Instance;
  let translator: AdminUser;
  let keeper: AdminUser;

  beforeAll(async () => {
    instance = await startInstance({ database });
    translator = await makeAdminUser(instance, 'inprint-translator');
    keeper = await makeAdminUser(instance, 'inprint-stock-keeper');
  });
  afterAll(() => instance.stop());

  let count = 0;
  const word = (): string => `Tausch${database}${(count += 1)}`;

  const put = (id: string, locale: string, data: object, more = '') =>
    write(instance, `/api/materials/${id}?locale=${locale}${more}`, data);
  const exportTexts = async (search: string, more = ''): Promise<string> => {
    const { status, body } = await translator.ask(`/translation-desk/export?locale=fr&search=${search}${more}`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body.data.xliff as string;
  };
  const send = (xliff: string | Uint8Array<ArrayBuffer>, dryRun = true, who = translator) => {
    const form = new FormData();
    form.append('file', new Blob([xliff]), 'fr.xlf');
    return who.ask(`/translation-desk/import?dryRun=${dryRun}`, { method: 'POST', body: form });
  };
  const importTexts = async (xliff: string, dryRun = false): Promise<Report> => {
    const { status, body } = await send(xliff, dryRun);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body.data as Report;
  };
  const refusalOf = async (xliff: string): Promise<string> => {
    const { status, body } = await send(xliff, false);
    expect(status).toBe(400);
    return body.error.message as string;
  };
  const read = async (path: string, locale = 'fr', more = '') =>
    (await instance.asEditor(`/api/${path}?locale=${locale}&status=draft${more}`)).body.data;

  it('brings a whole translation back: paragraphs, lists, marks, links, mentions, boxes, relations and shared fields', async () => {
    const title = word();
    const there = await makeMaterial(instance, { title: `${title}a` });
    await put(there, 'fr', { title: `Cahier ${title}` });
    const absent = await makeMaterial(instance, { title: `${title}b` });
    const id = await makeArticle(instance, {
      title: `${title}c`,
      date: '2027-03-04',
      materials: [there, absent],
      body: [
        { ...paragraph(text('Jetzt bestellen.')), material: { documentId: there } },
        paragraph(
          text('Ein '),
          text('fettes', { bold: true }),
          text(' Wort & ein < '),
          { type: 'link', url: `/materials/${there}`, material: { documentId: there }, children: [text('Heft')] },
          text(' dazu.')
        ),
        { type: 'list', format: 'unordered', children: [{ type: 'list-item', children: [text('Punkt')] }] },
        paragraph(text('')),
      ],
      boxes: [
        { __component: 'news.material-box', heading: 'Kasten', materials: [there, absent] },
        { __component: 'news.text-box', heading: 'Text', text: [paragraph(text('Kleingedrucktes'))] },
      ],
    });

    const xliff = translate(await exportTexts(`${title}c`));
    const dry = await importTexts(xliff, true);
    expect(dry).toMatchObject({ isWritten: false, refused: 0, untouched: 0 });
    expect(dry.entries[0]).toMatchObject({ documentId: id, isNew: true, refusal: null });
    expect((await instance.asEditor(`/api/news-articles/${id}?locale=fr&status=draft`)).status).toBe(404);

    const report = await importTexts(xliff);
    expect(report).toMatchObject({ isWritten: true, taken: dry.taken, refused: 0 });
    expect((await instance.asReader(`/api/news-articles/${id}?locale=fr`)).status).toBe(404); // a draft: never published
    const stored = await instance.run(
      (strapi, documentId) =>
        strapi.db.query('api::news-article.news-article').findOne({
          where: { documentId, locale: 'fr' },
          populate: {
            materials: true,
            boxes: { on: { 'news.material-box': { populate: ['materials'] }, 'news.text-box': true } },
          },
        }) as never,
      id
    );
    expect(stored).toMatchObject({
      title: `FR ${title}c`,
      date: '2027-03-04',
      publishedAt: null,
      materials: [{ documentId: there, locale: 'fr' }],
      body: [
        { type: 'paragraph', material: { documentId: there }, children: [{ text: 'FR Jetzt bestellen.' }] },
        {
          children: [
            { text: 'FR Ein ' },
            { text: 'FR fettes', bold: true },
            { text: 'FR  Wort & ein < ' },
            {
              type: 'link',
              url: `/materials/${there}`,
              material: { documentId: there },
              children: [{ text: 'FR Heft' }],
            },
            { text: 'FR  dazu.' },
          ],
        },
        { type: 'list', format: 'unordered', children: [{ type: 'list-item', children: [{ text: 'FR Punkt' }] }] },
        { type: 'paragraph', children: [{ text: '' }] },
      ],
      boxes: [
        { __component: 'news.material-box', heading: 'FR Kasten', materials: [{ documentId: there, locale: 'fr' }] },
        { heading: 'FR Text', text: [{ children: [{ text: 'FR Kleingedrucktes' }] }] },
      ],
    });
    // The German version is as it was.
    const german = await read(`news-articles/${id}`, 'de', '&populate=materials');
    expect(german.materials.map(({ documentId }: { documentId: string }) => documentId)).toEqual([there, absent]);
    const again = await translator.ask(`/translation-desk/export?locale=fr&search=${title}c`);
    expect(again.status).toBe(400);
    expect(again.body.error.message).toMatch(/nothing to export/);
  });

  it('takes over what fits and reports what changed meanwhile: the source, the translation, the entry', async () => {
    const title = word();
    const [source, target, gone, fine] = await Promise.all(
      ['eins', 'zwei', 'drei', 'vier'].map((name) =>
        makeMaterial(instance, { title: `${title} ${name}`, abstract: 'alt' })
      )
    );
    if (!source || !target || !gone || !fine) throw new Error('Not all were made.');
    const xliff = translate(await exportTexts(title));
    await put(source, 'de', { abstract: 'neu' });
    await put(target, 'fr', { title: 'Déjà là' }, '&status=draft');
    await instance.asEditor(`/api/materials/${gone}?locale=*`, { method: 'DELETE' });

    const report = await importTexts(xliff);
    const outcomesOf = (id: string) => {
      const entry = report.entries.find(({ documentId }) => documentId === id);
      return {
        refusal: entry?.refusal,
        fields: entry?.fields.map(({ field, outcome, reason }) => [field, outcome, reason]),
      };
    };
    expect(outcomesOf(source).fields).toEqual([
      ['title', 'new', null],
      ['abstract', 'refused', 'source-changed'],
    ]);
    expect(outcomesOf(target).fields).toEqual([
      ['title', 'refused', 'target-changed'],
      ['abstract', 'new', null],
    ]);
    expect(outcomesOf(gone)).toEqual({ refusal: 'gone', fields: [] });
    expect(outcomesOf(fine).fields).toEqual([
      ['title', 'new', null],
      ['abstract', 'new', null],
    ]);
    expect(await read(`materials/${source}`)).toMatchObject({ title: `FR ${title} eins`, abstract: null });
    expect(await read(`materials/${target}`)).toMatchObject({ title: 'Déjà là', abstract: 'FR alt' });
    expect(await read(`materials/${fine}`)).toMatchObject({ title: `FR ${title} vier`, abstract: 'FR alt' });
    // The same file once more: all of it is there, nothing is written twice.
    expect((await importTexts(xliff)).taken).toBe(0);
  });

  it('hands out only the outdated fields, keeps the rest, and lets a text be confirmed as it is', async () => {
    const title = word();
    const id = await makeMaterial(instance, { title, abstract: 'rot', subtitle: 'klein' });
    await put(id, 'fr', { title: `Cahier ${title}`, abstract: 'rouge', subtitle: 'petit' });
    await put(id, 'de', { abstract: 'blau', subtitle: 'klein!' });
    const xliff = await exportTexts(title);
    expect(xliff.match(/<unit id="[^"]+"/g)).toEqual(['<unit id="subtitle"', '<unit id="abstract"']);
    expect(await importTexts(xliff)).toMatchObject({ taken: 0, already: 0, untouched: 2 });
    const done = xliff
      .replace(/<segment state="initial">(\s*<source>klein!)/, '<segment state="final">$1')
      .replace('<target>rouge</target>', '<target>bleu</target>');
    const report = await importTexts(done);
    expect(report.entries[0]?.fields.map(({ field, outcome }) => [field, outcome])).toEqual([
      ['subtitle', 'confirmed'],
      ['abstract', 'changed'],
    ]);
    expect(await read(`materials/${id}`)).toMatchObject({
      title: `Cahier ${title}`,
      abstract: 'bleu',
      subtitle: 'petit',
    });
    const { body } = await instance.asReader(`/api/materials/${id}?locale=fr`);
    expect(body.data.abstract).toBe('rouge'); // what is published stays until somebody publishes
    const desk = await translator.ask(`/translation-desk/entries?search=${title}`);
    expect(desk.body.data[0].locales.fr).toMatchObject({ state: 'published', outdatedFields: [] });
  });

  it('hands out the chosen entries and no others, however far they are', async () => {
    const title = word();
    const [one] = await Promise.all(
      ['eins', 'zwei'].map((name) => makeMaterial(instance, { title: `${title} ${name}` }))
    );
    await put(one ?? '', 'fr', { title: 'Un' }, '&status=draft');
    await put(one ?? '', 'de', { abstract: 'Dazu.' });
    const xliff = await exportTexts(title, `&entries=${MATERIAL}:${one}`);
    expect(xliff.match(/<file id="[^"]+"/g)).toEqual([`<file id="${MATERIAL}:${one}"`]);
    expect(xliff.match(/<unit id="[^"]+"/g)).toEqual(['<unit id="abstract"']);
    expect((await translator.ask(`/translation-desk/export?locale=fr&entries=${MATERIAL}:nowhere`)).status).toBe(400);
  });

  it('refuses lost links, invented codes, half a text and texts that are too long, field by field', async () => {
    const title = word();
    const id = await makeMaterial(instance, {
      title,
      abstract: 'kurz',
      description: [
        paragraph(text('Ein '), { type: 'link', url: 'https://example.org', children: [text('Link')] }),
        paragraph(text('Zweiter.')),
      ],
    });
    const xliff = translate(await exportTexts(title));
    const fieldsOf = async (file: string) => {
      const { entries } = await importTexts(file, true);
      return Object.fromEntries(entries.flatMap(({ fields }) => fields).map(({ field, reason }) => [field, reason]));
    };
    expect(await fieldsOf(xliff)).toEqual({ title: null, abstract: null, description: null });
    const lost = xliff.replace(/<target>FR Ein <pc.*?<\/pc><\/target>/, '<target>FR sans lien</target>');
    expect(await fieldsOf(lost)).toMatchObject({ description: 'codes' });
    const invented = xliff.replace('<target>FR kurz', '<target><pc id="9">FR</pc> kurz');
    expect(await fieldsOf(invented)).toMatchObject({ abstract: 'codes' });
    expect(await fieldsOf(xliff.replace(`FR ${title}`, 'long '.repeat(60)))).toEqual({
      title: 'too-long',
      abstract: 'no-title',
      description: 'no-title',
    });
    const half = xliff.replace('<target>FR Zweiter.</target>', '');
    expect(await fieldsOf(half)).toMatchObject({ description: 'incomplete' });
    const more = '<segment><source>mehr</source><target>plus</target></segment>';
    const split = xliff.replace(/(<target>FR Zweiter\.<\/target>\s*<\/segment>)/, `$1${more}`);
    expect(await fieldsOf(split)).toMatchObject({ description: 'source-changed' });
    expect(await read(`materials/${id}`, 'de')).toMatchObject({ title });
  });

  it('names the line of a file that is none, and writes nothing', async () => {
    const title = word();
    const id = await makeMaterial(instance, { title });
    const xliff = translate(await exportTexts(title));
    for (const [file, message] of [
      ['', /empty|root element/],
      ['hello', /Line 1/],
      ['<html></html>', /no XLIFF file/],
      ['<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"></xliff>', /from which language/],
      ['<xliff xmlns="urn:oasis:names:tc:xliff:document:3.0" version="3.0"></xliff>', /version of XLIFF/],
      [xliff.replace('</unit>', ''), /Line \d+: .*(close tag|unclosed)/],
      [xliff.slice(0, -20), /Line \d+: .*unclosed tag: file/],
      [xliff.replace('<xliff', '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><xliff'), /DOCTYPE/],
      [xliff.replace('trgLang="fr"', 'trgLang="xx"'), /“xx” \(trgLang\).*de, en, fr/],
      [xliff.replace('trgLang="fr"', ''), /trgLang is missing/],
      [xliff.replace('srcLang="de"', 'srcLang="nn"'), /srcLang/],
      [
        `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="de" trgLang="fr">${'<group>'.repeat(50_000)}`,
        /nested too deep/,
      ],
    ] as const) {
      expect(await refusalOf(file)).toMatch(message);
    }
    expect((await send(new Uint8Array([0x3c, 0xff, 0xfe, 0x00]))).status).toBe(400);
    const foreign = await importTexts(xliff.replaceAll(`:${id}"`, ':nowhere"'));
    expect(foreign.entries[0]).toMatchObject({ refusal: 'gone' });
    const other = await importTexts(xliff.replaceAll(MATERIAL, 'api::stock-status.stock-status'));
    expect(other.entries[0]).toMatchObject({ refusal: 'unknown-type' });
    expect(await importTexts(xliff.replace('srcLang="de"', 'srcLang="en"'))).toMatchObject({ taken: 0 });
    expect((await instance.asEditor(`/api/materials/${id}?locale=fr&status=draft`)).status).toBe(404);
  });

  it('says what is wrong in the language in which the translator uses the admin', async () => {
    const xliff = '<html></html>';
    const speak = (preferedLanguage: string | null) =>
      translator.ask('/admin/users/me', { method: 'PUT', body: { preferedLanguage } });
    const refusals = async (): Promise<string[]> => [
      await refusalOf(xliff),
      ...(await Promise.all(
        ['export?locale=fr&search=nirgends', 'export?locale=de', 'export?locale=xx', 'entries?type=api::none.none'].map(
          async (path) => String((await translator.ask(`/translation-desk/${path}`)).body.error?.message)
        )
      )),
    ];
    await speak('de');
    expect(await refusals()).toEqual([
      expect.stringMatching(/^Zeile 1: Das ist keine XLIFF-Datei/),
      expect.stringMatching(/^Von „de“ nach „fr“ gibt es nichts auszugeben/),
      expect.stringMatching(/^Wählen Sie eine andere Sprache/),
      expect.stringMatching(/^Diese Sprache hat die Website nicht. Sie hat de, /),
      expect.stringMatching(/^Diesen Inhaltstyp gibt es nicht/),
    ]);
    await speak(null);
    expect(await refusals()).toEqual([
      expect.stringMatching(/^Line 1: This is no XLIFF file/),
      expect.stringMatching(/^There is nothing to export from “de” into “fr”/),
      expect.stringMatching(/^locale: choose another language/),
      expect.stringMatching(/^locale: this site has de, /),
      expect.stringMatching(/^type: this localised content type does not exist/),
    ]);
  });

  it('writes each entry whole or not at all: one that the site refuses does not keep the others back', async () => {
    const title = word();
    const id = await makeMaterial(instance, { title: `${title} a` });
    const article = await makeArticle(instance, {
      title: `${title} b`,
      boxes: [{ __component: 'news.text-box', heading: 'Kurz' }],
    });
    const xliff = translate(await exportTexts(title));
    const long = await importTexts(
      xliff.replace('<target>FR Kurz</target>', `<target>${'lang '.repeat(100)}</target>`),
      true
    );
    expect(long.entries.flatMap(({ fields }) => fields).find(({ field }) => field === 'boxes')?.reason).toBe(
      'too-long'
    );

    // A rule of the site's own, of which the desk knows nothing.
    await instance.run((strapi, refused) => {
      const { errors } = process.mainModule?.require('@strapi/utils') as {
        errors: { ValidationError: new (message: string) => Error };
      };
      let count = 0;
      strapi.documents.use((context, next) => {
        const { data } = context.params as { data?: { title?: string } };
        if (data?.title?.startsWith(refused) && (count += 1) === 2) throw new errors.ValidationError('Not today.');
        return next();
      });
    }, `FR ${title}`);
    const report = await importTexts(xliff);
    expect(new Set(report.entries.map(({ refusal, message }) => `${refusal}: ${message}`))).toEqual(
      new Set(['not-saved: Not today.', 'null: null'])
    );
    const states = await Promise.all(
      [`materials/${id}`, `news-articles/${article}`].map(
        async (path) => (await instance.asEditor(`/api/${path}?locale=fr&status=draft`)).status
      )
    );
    expect(states.sort()).toEqual([200, 404]);
    // The same file once more: what is there is left alone, the rest comes.
    expect(await importTexts(xliff)).toMatchObject({ refused: 0, isWritten: true });
    expect(await importTexts(xliff)).toMatchObject({ refused: 0, taken: 0 });
  });

  it('takes 5 MB of text', async () => {
    const title = word();
    const long = Array.from({ length: 1000 }, (_, index) =>
      paragraph(text(`${index} ${'Wörter & mehr '.repeat(370)}`))
    );
    const id = await instance.run(
      async (strapi, description, name) =>
        (
          await strapi
            .documents('api::material.material')
            .create({ locale: 'de', data: { title: name, description } as never })
        ).documentId,
      long as never,
      title
    );
    const xliff = translate(await exportTexts(title));
    expect(Buffer.byteLength(xliff)).toBeGreaterThan(10_000_000);
    const start = performance.now();
    expect(await importTexts(xliff)).toMatchObject({ taken: 2, refused: 0 });
    expect(performance.now() - start).toBeLessThan(30_000);
    const french = await read(`materials/${id}`);
    expect(french.description).toHaveLength(1000);
    expect(french.description[999].children[0].text).toMatch(/^FR 999 Wörter & mehr/);
  });

  describe('of 500 entries', () => {
    const ENTRIES = 500;

    /** Topics, the smallest of the entries, as the database has them after years: how they were made is not what is tried. */
    const makeMany = (title: string): Promise<void> =>
      instance.run(
        async (strapi, name, entries) => {
          const now = strapi.db.dialect.client === 'sqlite' ? Date.now() : 'CURRENT_TIMESTAMP';
          await strapi.db.connection.raw(
            `INSERT INTO topics (document_id, name, slug, locale, created_at, updated_at)
             WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${entries})
             SELECT '${name}' || i, '${name} ' || i, '${name.toLowerCase()}-' || i, 'de', ${now}, ${now} FROM n`
          );
          const books = strapi.plugin('translation-desk').service('translations') as {
            catchUp: (isStopped: () => boolean) => Promise<void>;
          };
          await books.catchUp(() => false);
        },
        title,
        ENTRIES
      );

    /** Counts how often each French name is written, and breaks the work that writes one of them, once it has been written. */
    const watchWriting = (title: string, breaksAt: string): Promise<void> =>
      instance.run(
        (strapi, name, last) => {
          const written: Record<string, number> = {};
          Object.assign(globalThis, { written });
          let isBroken = false;
          strapi.documents.use(async (context, next) => {
            const answer = await next();
            const mine = (context.params as { data?: { name?: string } }).data?.name;
            if (context.action !== 'update' || !mine?.startsWith(`FR ${name} `)) return answer;
            if (mine === `FR ${last}` && !isBroken) {
              isBroken = true;
              throw new Error('The line is dead.');
            }
            written[mine] = (written[mine] ?? 0) + 1;
            return answer;
          });
        },
        title,
        breaksAt
      );

    const writtenNames = (): Promise<Record<string, number>> =>
      instance.run(() => (globalThis as unknown as { written: Record<string, number> }).written);

    /** A reader who asks for one page after the other; how long each took, in ms. */
    const readUntil = async (work: Promise<unknown>): Promise<number[]> => {
      let isDone = false;
      const stop = (): void => void (isDone = true);
      work.then(stop, stop);
      const times: number[] = [];
      while (!isDone) {
        const start = performance.now();
        const { status } = await instance.asReader('/api/materials?locale=de&pagination[pageSize]=5');
        expect(status).toBe(200);
        times.push(performance.now() - start);
        await pause(10);
      }
      return times;
    };

    it('lets readers pass, and goes on after a break: each entry is there whole or not at all, and none is written twice', async () => {
      const title = word();
      await makeMany(title);
      const xliff = translate(await exportTexts(title));
      const names = [...xliff.matchAll(/<source>(Tausch[^<]*)<\/source>/g)].map(([, name = '']) => name);
      expect(names).toHaveLength(ENTRIES);
      const breaksAt = names[100] ?? '';
      await watchWriting(title, breaksAt);

      expect((await send(xliff, false)).status).toBe(500);
      const done = Object.keys(await writtenNames());
      expect(done).toHaveLength(100);
      expect(done).not.toContain(`FR ${breaksAt}`);

      // Whoever loses patience leaves, and sends the file again while the server still works on the first one.
      const leaving = new AbortController();
      const form = new FormData();
      form.append('file', new Blob([xliff]), 'fr.xlf');
      const headers = { authorization: `Bearer ${await translator.logIn()}` };
      const url = `${instance.url}/translation-desk/import?dryRun=false`;
      const left = fetch(url, { method: 'POST', body: form, headers, signal: leaving.signal }).catch(() => 'left');
      while (Object.keys(await writtenNames()).length < 120) await pause(20);
      leaving.abort();
      expect(await left).toBe('left');

      const start = performance.now();
      const rest = importTexts(xliff);
      const times = await readUntil(rest);
      const whole = performance.now() - start;
      const report = await rest;
      expect(report).toMatchObject({ refused: 0, untouched: 0 });
      expect(report.taken + report.already).toBe(ENTRIES);
      expect(times.length).toBeGreaterThan(10);
      expect(Math.max(...times)).toBeLessThan(whole / 4);
      const written = await writtenNames();
      expect(Object.keys(written)).toHaveLength(ENTRIES);
      expect(new Set(Object.values(written))).toEqual(new Set([1]));
    }, 600_000);
  });

  it('is for those who may: permission for the file, and for each language', async () => {
    const title = word();
    await makeMaterial(instance, { title }, 'en');
    expect((await instance.asReader('/translation-desk/export?locale=fr')).status).toBe(401);
    expect((await keeper.ask('/translation-desk/export?locale=fr')).status).toBe(403);
    expect((await send('x', true, keeper)).status).toBe(403);
    for (const query of [
      '',
      'locale=xx',
      'locale=de',
      'locale=fr&source=xx',
      'locale=fr&states=perhaps',
      'locale=fr&type=admin::user',
    ]) {
      expect([query, (await translator.ask(`/translation-desk/export?${query}`)).status]).toEqual([query, 400]);
    }
    const { body } = await translator.ask(`/translation-desk/export?locale=de&source=en&search=${title}`);
    const report = await importTexts(translate(body.data.xliff as string));
    expect(report.entries[0]?.fields[0]).toMatchObject({ field: 'title', reason: 'forbidden' });
    expect((await translator.ask('/translation-desk/import', { method: 'POST', body: {} })).status).toBe(400);
  });

  // A command loads the site once more, which takes its time, and knows nothing of the kind of database: one is enough.
  (database === 'sqlite' ? describe : describe.skip)('on the command line', () => {
    const command = async (name: string, ...args: string[]): Promise<{ code: number; words: string }> => {
      const env = await instance.run((strapi) => {
        const { connection } = strapi.config.get('database.connection') as { connection: { filename: string } };
        return { DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: connection.filename };
      });
      return new Promise((resolve) => {
        execFile(
          process.execPath,
          [`plugins/translation-desk/dist/commands/${name}.js`, ...args],
          { cwd: path.resolve(__dirname, '../..'), env: { ...process.env, NODE_ENV: 'production', ...env } },
          (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), words: stdout + stderr })
        );
      });
    };

    it('hands out 1.2, says what a file in another encoding would change, changes it when told to, and refuses in words', async () => {
      const title = word();
      const id = await makeMaterial(instance, { title, abstract: 'alt' });
      const folder = mkdtempSync(path.join(tmpdir(), 'inprint-xliff-'));
      const file = path.join(folder, 'fr.xlf');
      const asked = ['--locale', 'fr', '--version', '1.2', '--search', title, '--out', file];
      expect(await command('xliff-export', ...asked)).toEqual({
        code: 0,
        words: `${file}: 1 entries, 2 texts, from “de” into “fr”.\n`,
      });
      const exported = readFileSync(file, 'utf8');
      expect(exported).toMatch(/<xliff [^>]*version="1\.2"/);
      const translated = exported
        .replace('encoding="UTF-8"', 'encoding="ISO-8859-1"')
        .replace(/<target state="new">(.*?)<\/target>/g, '<target state="translated">Été $1</target>');
      writeFileSync(file, Buffer.from(translated, 'latin1'));
      await put(id, 'de', { abstract: 'neu' });

      const dry = await command('xliff-import', file);
      expect(dry.code).toBe(1);
      expect(dry.words).toMatch(/Summary: NOT applied, the source text changed|abstract: NOT applied, the source/i);
      expect(dry.words).toMatch(/1 fields would be applied, 0 there already, 1 not applied.*\n.*--write/);
      expect((await instance.asEditor(`/api/materials/${id}?locale=fr&status=draft`)).status).toBe(404);
      expect((await command('xliff-import', file, '--write')).words).toMatch(/1 fields applied as drafts/);
      expect(await read(`materials/${id}`)).toMatchObject({ title: `Été ${title}`, abstract: null });
      const refused = await command('xliff-import', file, '--locale', 'en');
      expect(refused).toEqual({ code: 2, words: expect.stringContaining('not into “en”') as string });
      rmSync(folder, { recursive: true });
    });
  });

  describe('relations', () => {
    const relationsOf = async (uid: string, id: string, locale = 'fr') => {
      const { status, body } = await translator.ask(`/translation-desk/entries/${uid}/${id}/${locale}/relations`);
      expect(status).toBe(200);
      return body.data.gaps as {
        path: string;
        missing: { documentId: string }[];
        absent: { documentId: string; title: string }[];
      }[];
    };
    const idsOf = (list: { documentId: string }[]) => list.map(({ documentId }) => documentId);
    const articleIn = (id: string, locale: string) =>
      instance.asReader(
        `/api/news-articles/${id}?locale=${locale}&populate[materials]=true&populate[boxes][populate]=*`
      );

    it('of a new translation are those of the source, as far as the others are there in that language', async () => {
      const title = word();
      const there = await makeMaterial(instance, { title: `${title}a` });
      await put(there, 'fr', { title: 'Ici' });
      const absent = await makeMaterial(instance, { title: `${title}b`, maxPerOrder: 7 });
      const id = await makeArticle(instance, { title, date: '2027-05-06', materials: [absent, there] });
      await write(instance, `/api/news-articles/${id}?locale=fr`, { title: 'Nouvelle' });
      const { body } = await articleIn(id, 'fr');
      expect(idsOf(body.data.materials)).toEqual([there]);
      expect(body.data.date).toBe('2027-05-06');
      // What is said is done: none means none.
      await write(instance, `/api/news-articles/${id}?locale=en`, { title: 'None', materials: [] });
      expect((await articleIn(id, 'en')).body.data.materials).toEqual([]);
    });

    it('that came later are offered, taken over once, and named where they are not there yet', async () => {
      const title = word();
      const there = await makeMaterial(instance, { title: `${title}a` });
      await put(there, 'fr', { title: 'Ici' });
      const absent = await makeMaterial(instance, { title: `${title}b` });
      const box = (materials: string[]) => ({ __component: 'news.material-box', heading: 'Kasten', materials });
      const id = await makeArticle(instance, { title, boxes: [box([])] });
      await write(instance, `/api/news-articles/${id}?locale=fr`, {
        title: 'Nouvelle',
        boxes: [{ ...box([]), heading: 'Boîte' }],
      });
      await write(instance, `/api/news-articles/${id}?locale=de`, {
        materials: [absent, there],
        boxes: [box([there])],
      });

      const gaps = await relationsOf(NEWS, id);
      expect(gaps.map(({ path, missing, absent: not }) => [path, idsOf(missing), idsOf(not)])).toEqual([
        ['materials', [there], [absent]],
        ['boxes.0.materials', [there], []],
      ]);
      expect(gaps[0]?.absent[0]?.title).toBe(`${title}b`);
      const path = `/translation-desk/entries/${NEWS}/${id}/fr/relations`;
      expect((await keeper.ask(path, { method: 'POST' })).status).toBe(403);
      expect((await translator.ask(path, { method: 'POST' })).body.data).toEqual({ taken: 2 });
      expect((await relationsOf(NEWS, id)).map(({ path: place, missing }) => [place, missing])).toEqual([
        ['materials', []],
      ]);
      expect((await translator.ask(path, { method: 'POST' })).body.data).toEqual({ taken: 0 });
      expect(idsOf((await articleIn(id, 'fr')).body.data.materials)).toEqual([]); // not published by itself
      await instance.run(
        (strapi, documentId) =>
          strapi.documents('api::news-article.news-article').publish({ documentId, locale: 'fr' }),
        id
      );
      const { body } = await articleIn(id, 'fr');
      expect(body.data).toMatchObject({ title: 'Nouvelle', materials: [{ documentId: there, locale: 'fr' }] });
      expect(body.data.boxes[0]).toMatchObject({ heading: 'Boîte', materials: [{ documentId: there, locale: 'fr' }] });
    });

    it('of the other languages stay when one language of either side is published', async () => {
      const title = word();
      const material = await makeMaterial(instance, { title });
      await put(material, 'fr', { title: 'Ici' });
      const topic = await instance.asEditor('/api/topics?locale=de', {
        method: 'POST',
        body: { data: { name: title } },
      });
      const topicId = topic.body.data.documentId as string;
      await write(instance, `/api/topics/${topicId}?locale=fr`, { name: `${title} fr` });
      await put(material, 'de', { topics: [topicId] });
      await put(material, 'fr', { topics: [topicId] });
      const id = await makeArticle(instance, { title, materials: [material] });
      await write(instance, `/api/news-articles/${id}?locale=fr`, { title: 'Nouvelle' });

      await put(material, 'de', { title: `${title} neu` });
      await put(material, 'fr', { title: 'Encore' });
      await write(instance, `/api/news-articles/${id}?locale=de`, { title: `${title} neu` });
      await write(instance, `/api/topics/${topicId}?locale=de`, { name: `${title} neu` });
      for (const locale of ['de', 'fr']) {
        const article = await articleIn(id, locale);
        expect([locale, idsOf(article.body.data.materials)]).toEqual([locale, [material]]);
        const { body } = await instance.asReader(`/api/materials/${material}?locale=${locale}&populate=topics`);
        expect([locale, idsOf(body.data.topics)]).toEqual([locale, [topicId]]);
      }
      expect(await relationsOf(NEWS, id)).toEqual([]);
      expect(await relationsOf(MATERIAL, material)).toEqual([]);
    });
  });
});
