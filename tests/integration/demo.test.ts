import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { PDFDocument, PDFName } from 'pdf-lib';

import type { FieldShapes } from '../../plugins/translation-desk/domain/field-shape';
import { partsOf } from '../../plugins/translation-desk/domain/parts';
import { makeDatabase, type Database } from '../support/database';
import { onEveryDatabase } from '../support/instance';

/** Comes without types; these are what is used here. */
const BetterSqlite3 = createRequire(__filename)('better-sqlite3') as new (
  file: string,
  options: { readonly: boolean }
) => {
  prepare(sql: string): { all(): unknown[]; pluck(): { get(): unknown } };
  close(): void;
};

const ROOT = path.resolve(__dirname, '../..');
const PASSWORD = 'Nordfluss-2026';
const EMAIL = 'desk@example.org';

interface Expected {
  readonly type: string;
  readonly availability: string | null;
  readonly file?: string | null;
  readonly successor?: string;
  readonly maxPerOrder?: number;
  readonly onixCode?: string;
  readonly url?: string;
  readonly lowStock?: boolean;
  readonly expected?: boolean;
}

interface Version {
  readonly title: string;
  readonly pdf?: boolean;
  readonly alt?: string;
  readonly boxes?: readonly { readonly type: string; readonly materials?: readonly string[] }[];
}

interface Entry {
  readonly key: string;
  readonly draft?: boolean;
  readonly locales: Readonly<Record<string, Version>>;
  readonly expected: Readonly<Record<string, Expected>>;
  readonly stock: readonly unknown[];
}

interface Content {
  readonly topics: readonly { readonly key: string; readonly locales: object }[];
  readonly materials: readonly Entry[];
  readonly news: readonly Entry[];
}

// The answers' shapes are what the tests are about.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = any;

/** The content files, read by Node itself: they are ES modules. */
const content = JSON.parse(
  execFileSync(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `import { loadContent } from './database/demo/content/index.mjs'; console.log(JSON.stringify(await loadContent()));`,
    ],
    { cwd: ROOT, encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 }
  )
) as Content;

const published = content.materials.filter(({ draft }) => !draft);
const LOCALES = ['de', 'en', 'fr'];

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

const SECRETS = Object.fromEntries(
  ['APP_KEYS', 'API_TOKEN_SALT', 'ADMIN_JWT_SECRET', 'TRANSFER_TOKEN_SALT', 'ENCRYPTION_KEY', 'JWT_SECRET'].map(
    (name) => [name, randomBytes(16).toString('base64')]
  )
);

interface Place {
  readonly env: Readonly<Record<string, string>>;
  readonly remove: () => Promise<void>;
  readonly databaseFile: string;
}

/** An empty database and a public folder that nobody else uses. */
const makePlace = async (database: Database): Promise<Place> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'inprint-demo-test-'));
  const publicFolder = path.join(folder, 'public');
  mkdirSync(path.join(publicFolder, 'uploads'), { recursive: true });
  const made = await makeDatabase(database);
  return {
    databaseFile: made.env.DATABASE_FILENAME ?? '',
    env: {
      PUBLIC_DIR: publicFolder,
      HOST: '127.0.0.1',
      PORT: String(await freePort()),
      DEMO_ADMIN_EMAIL: EMAIL,
      DEMO_ADMIN_PASSWORD: PASSWORD,
      ...made.env,
    },
    async remove() {
      await made.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

interface Demo {
  readonly child: ChildProcess;
  readonly url: string;
  readonly output: () => string;
  readonly ready: Promise<void>;
  readonly exit: Promise<{ code: number | null; signal: string | null }>;
}

/** Starts the demo as `npm run demo` does, on the build that is there. */
const startDemo = ({ env }: Place): Demo => {
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `import { start } from './database/demo/start.mjs'; await start({ isPrepared: true });`,
    ],
    {
      cwd: ROOT,
      env: { ...process.env, NODE_OPTIONS: '', ...SECRETS, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    }
  );
  let output = '';
  const exit = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
    child.once('exit', (code, signal) => resolve({ code, signal }))
  );
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes('Inprint is ready.')) resolve();
      });
    }
    child.once('exit', (code) => reject(new Error(`The demo ended with code ${String(code)}.\n${output}`)));
  });
  ready.catch(() => {}); // whoever waits for it gets the error
  return { child, url: `http://127.0.0.1:${env.PORT}`, output: () => output, ready, exit };
};

const getJson = async (url: string): Promise<Json> => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
};

describe('the demo’s translations', () => {
  const shapes: FieldShapes = {
    ...Object.fromEntries(
      ['kicker', 'title', 'subtitle', 'abstract', 'lead', 'caption'].map((field) => [field, { kind: 'plain' }])
    ),
    description: { kind: 'blocks' },
    body: { kind: 'blocks' },
    boxes: { kind: 'component', fields: { heading: { kind: 'plain' }, text: { kind: 'blocks' } } },
  };

  it.each([...content.materials, ...content.news].map((entry) => [entry.key, entry] as const))(
    'are whole: %s has each text of its source, part by part',
    (_key, { locales }) => {
      const [source, ...translations] = Object.values(locales).map((version) => partsOf(version, shapes));
      for (const translation of translations) {
        const lacking = Object.entries(source ?? {}).flatMap(([field, parts]) =>
          (translation[field]?.length ?? 0) < parts.length ? [field] : []
        );
        expect(lacking).toEqual([]);
      }
    }
  );
});

onEveryDatabase('npm run demo', (database) => {
  let place: Place;
  let demo: Demo;
  /** documentId by the title of a language. */
  const idOf = new Map<string, string>();
  const materials: Record<string, Json[]> = {};
  const news: Record<string, Json[]> = {};

  beforeAll(async () => {
    place = await makePlace(database);
    demo = startDemo(place);
    await demo.ready;
    for (const locale of LOCALES) {
      const page = `locale=${locale}&pagination[pageSize]=100`;
      materials[locale] = (await getJson(`${demo.url}/api/materials?${page}&populate=*`)).data;
      const boxes = 'populate[boxes][on][news.material-box][populate][materials][fields][0]=title';
      const more = `${boxes}&populate[boxes][on][news.text-box][populate]=*&populate[image]=true&populate[materials][fields][0]=title&populate[topics]=true`;
      news[locale] = (await getJson(`${demo.url}/api/news-articles?${page}&${more}`)).data;
      for (const { title, documentId } of materials[locale] ?? []) idOf.set(`${locale}:${title}`, documentId);
    }
  }, 400_000);

  afterAll(async () => {
    demo?.child.kill('SIGKILL');
    await demo?.exit;
    await place?.remove();
  });

  const entryOf = (locale: string, { locales }: Entry): Json =>
    materials[locale]?.find(({ title }) => title === locales[locale]?.title);

  it.each(published.flatMap(({ key, expected }) => Object.keys(expected).map((locale) => [key, locale] as const)))(
    'offers for %s in %s what its content file says',
    (key, locale) => {
      const material = published.find((each) => each.key === key) as Entry;
      const expected = material.expected[locale] as Expected;
      const { action } = entryOf(locale, material);
      const successor = published.find((each) => each.key === expected.successor);
      expect({
        type: action.type,
        availability: action.availability,
        file: action.file?.locale ?? null,
        successor: action.successor?.documentId ?? null,
        maxPerOrder: action.maxPerOrder,
        lowStock: action.lowStock,
        hasDay: action.expectedOn !== null,
      }).toEqual({
        type: expected.type,
        availability: expected.availability,
        file: expected.file ?? null,
        successor: successor ? idOf.get(`${locale}:${successor.locales[locale]?.title}`) : null,
        maxPerOrder: expected.maxPerOrder ?? null,
        lowStock: expected.lowStock ?? false,
        hasDay: expected.expected ?? false,
      });
      if (expected.onixCode) expect(action.onixCode).toBe(expected.onixCode);
      if (expected.url) expect(action.url).toBe(expected.url);
    }
  );

  it('says for every language of every published material what is expected', () => {
    for (const { key, locales, expected } of published) {
      expect([key, Object.keys(expected)]).toEqual([key, Object.keys(locales)]);
    }
  });

  it('shows every state and every kind of action', () => {
    const actions = Object.values(materials).flatMap((list) => list.map(({ action }) => action));
    expect([...new Set(actions.map(({ type }) => type))].sort()).toEqual(
      ['announce', 'download', 'none', 'order', 'successor'] // as in §4 of the contract
    );
    expect([...new Set(actions.map(({ availability }) => String(availability)))].sort()).toEqual([
      'in-stock',
      'not-yet-available',
      'null',
      'on-demand',
      'out-of-print',
      'out-of-stock',
      'replaced',
      'reprint-undecided',
      'reprinting',
      'withdrawn',
    ]);
  });

  it.each(LOCALES)('publishes in %s what is written in it, and no drafts', (locale) => {
    const titles = (entries: readonly Entry[]) => entries.flatMap(({ locales }) => locales[locale]?.title ?? []).sort();
    expect(materials[locale]?.map(({ title }) => title).sort()).toEqual(titles(published));
    expect(news[locale]?.map(({ title }) => title).sort()).toEqual(titles(content.news));
  });

  it('keeps what all languages share, in each of them', () => {
    for (const locale of LOCALES) {
      expect(entryOf(locale, content.materials.find(({ key }) => key === 'methodenkoffer') as Entry)).toMatchObject({
        price: 24.9,
        currency: 'EUR',
        publishedOn: '2024-08-19',
        orderUrl: 'https://shop.example.org/methodenkoffer-sprachanimation',
      });
    }
  });

  it('gives every language the PDF it has: readable, in its language, under its title', async () => {
    const files = LOCALES.flatMap((locale) =>
      (materials[locale] ?? []).filter(({ pdf }) => pdf).map(({ title, pdf }) => ({ locale, title, pdf }))
    );
    const withdrawn = content.materials.find(({ key }) => key === 'apps-fuer-kinder') as Entry;
    const written = published.flatMap((entry) =>
      entry === withdrawn ? [] : Object.values(entry.locales).filter(({ pdf }) => pdf)
    );
    expect(files).toHaveLength(written.length);
    for (const { locale, title, pdf } of files) {
      const answer = await fetch(demo.url + pdf.url);
      expect([pdf.url, answer.status, answer.headers.get('content-type')]).toEqual([pdf.url, 200, 'application/pdf']);
      const document = await PDFDocument.load(await answer.arrayBuffer());
      expect(document.getTitle()).toBe(title);
      expect(document.catalog.get(PDFName.of('Lang'))?.toString()).toBe(`(${locale})`);
      expect(document.getPageCount()).toBeGreaterThanOrEqual(2);
    }
  });

  it('describes every picture in the language of its page', () => {
    for (const locale of LOCALES) {
      for (const { title, image } of news[locale] ?? []) {
        const article = content.news.find(({ locales }) => locales[locale]?.title === title) as Entry;
        expect(image).toMatchObject({ alternativeText: article.locales[locale]?.alt, ext: '.jpg' });
      }
      for (const { title, cover } of materials[locale] ?? []) expect(cover.alternativeText).toContain(title);
    }
  });

  it('keeps the materials of every box, also where two boxes name the same', () => {
    for (const locale of LOCALES) {
      for (const article of content.news) {
        const found = news[locale]?.find(({ title }) => title === article.locales[locale]?.title);
        const boxes = article.locales[locale]?.boxes ?? [];
        expect(found?.boxes.map((box: Json) => (box.materials ?? []).map(({ title }: Json) => title)) ?? []).toEqual(
          boxes.map(({ materials: keys = [] }) =>
            keys.flatMap((key) => published.find((each) => each.key === key)?.locales[locale]?.title ?? [])
          )
        );
      }
    }
  });

  it('opens with an article whose words follow the stock', () => {
    const openings = LOCALES.map((locale) => {
      const title = content.news[0]?.locales[locale]?.title;
      const call = news[locale]?.find((each) => each.title === title)?.body[0];
      return [locale, call.action.type, call.children.at(-1).type, call.children.at(-1).url];
    });
    expect(openings).toEqual([
      ['de', 'download', 'link', expect.stringMatching(/^\/uploads\/.*\.pdf$/)],
      ['en', 'order', 'link', expect.stringContaining('/en/order?material=')],
      ['fr', 'download', 'link', expect.stringMatching(/^\/uploads\/.*\.pdf$/)],
    ]);
  });

  it('names an unpublished material in words only', () => {
    const title = content.news.find(({ key }) => key === 'barcamp-rueckblick')?.locales.de?.title;
    const body = JSON.stringify(news.de?.find((each) => each.title === title).body);
    expect(body).toContain('Barcamp-Handbuch');
    expect(body.match(/"type":"link"/g)).toHaveLength(1); // the other one is published
  });

  it('lets the account log in', async () => {
    const answer = await fetch(`${demo.url}/admin/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: EMAIL, password: PASSWORD }),
    });
    expect(answer.status).toBe(200);
    expect(demo.output()).toContain(EMAIL);
    expect(demo.output()).not.toContain(PASSWORD); // whoever set it knows it
  });

  it('gives translators something to do: missing, outdated, and a translation that is only begun', async () => {
    const answer = await fetch(`${demo.url}/admin/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: EMAIL, password: PASSWORD }),
    });
    const { data } = (await answer.json()) as Json;
    const authorization = `Bearer ${data.accessToken ?? data.token}`;
    const counts = await fetch(`${demo.url}/translation-desk/counts`, { headers: { authorization } });
    const states = ((await counts.json()) as Json).data;
    const todo = { missing: expect.any(Number), published: expect.any(Number) };
    expect(states.en).toEqual({ ...todo, outdated: 1, draft: 1 });
    expect(states.fr).toEqual({ ...todo, incomplete: 1 });
  });

  it('stops cleanly, and adds nothing at the second start', async () => {
    demo.child.kill('SIGTERM');
    expect(await demo.exit).toEqual({ code: 0, signal: null });
    demo = startDemo(place);
    await demo.ready;
    expect(demo.output()).toContain('the account is there already');
    expect(demo.output()).not.toContain('Adding');
    const { meta } = await getJson(`${demo.url}/api/materials?locale=de`);
    expect(meta.pagination.total).toBe(published.filter(({ locales }) => locales.de).length);
    demo.child.kill('SIGINT');
    expect(await demo.exit).toEqual({ code: 0, signal: null });
  });
});

describe('npm run demo, killed while it seeds', () => {
  let place: Place;

  beforeAll(async () => {
    place = await makePlace('sqlite');
  });
  afterAll(() => place?.remove());

  const count = (table: string): number => {
    const database = new BetterSqlite3(place.databaseFile, { readonly: true });
    try {
      return database.prepare(`SELECT COUNT(DISTINCT document_id) FROM ${table}`).pluck().get() as number;
    } catch {
      return 0; // the table is not there yet
    } finally {
      database.close();
    }
  };

  /** Resolves when a table has so many documents. The one thing that can be waited for from outside is the database. */
  const untilThereAre = async (table: string, wanted: number, demo: Demo): Promise<void> => {
    while (count(table) < wanted) {
      if (demo.child.exitCode !== null) throw new Error(demo.output());
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  it('completes the content at the next start, with nothing missing and nothing twice', async () => {
    const opening = startDemo(place);
    await new Promise((resolve) => opening.child.stdout?.once('data', resolve));
    await new Promise<void>((resolve) => {
      opening.child.stdout?.on('data', () => opening.output().includes('Adding') && resolve());
    });
    await untilThereAre('materials', 3, opening);
    await expect(fetch(`${opening.url}/_health`)).rejects.toThrow(); // not ready, so not answering
    opening.child.kill('SIGKILL');
    await opening.exit;
    expect(count('materials')).toBeLessThan(content.materials.length);

    const next = startDemo(place);
    await next.ready;
    expect((await fetch(`${next.url}/_health`)).status).toBe(204);
    expect({
      topics: count('topics'),
      materials: count('materials'),
      stock: count('stock_statuses'),
      news: count('news_articles'),
    }).toEqual({
      topics: content.topics.length,
      materials: content.materials.length,
      stock: content.materials.flatMap(({ stock }) => stock).length,
      news: content.news.length,
    });
    const database = new BetterSqlite3(place.databaseFile, { readonly: true });
    const twice = database.prepare('SELECT name FROM files GROUP BY name HAVING COUNT(*) > 1').all();
    const folders = database.prepare('SELECT name FROM upload_folders GROUP BY name HAVING COUNT(*) > 1').all();
    database.close();
    expect([twice, folders]).toEqual([[], []]);
    next.child.kill('SIGTERM');
    expect(await next.exit).toEqual({ code: 0, signal: null });
  }, 400_000);
});

describe('npm run demo, asked for what cannot be', () => {
  const tryWith = (env: Readonly<Record<string, string>>) =>
    spawnSync(process.execPath, ['database/demo/demo.mjs'], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '', PORT: '0', DATABASE_CLIENT: 'sqlite', ...env },
    });

  it.each([
    [{ DATABASE_CLIENT: 'mysql' }, 'DATABASE_CLIENT must be “sqlite” or “postgres”, not “mysql”'],
    [{ DATABASE_CLIENT: 'postgres', DATABASE_URL: '' }, 'DATABASE_CLIENT=postgres needs DATABASE_URL'],
    [{ DATABASE_CLIENT: 'postgres', DATABASE_URL: 'data.db' }, 'what is set is no such address'],
    [{ DATABASE_FILENAME: ROOT }, 'DATABASE_FILENAME must name a file'],
    [{ PORT: 'http' }, 'PORT must be a number'],
    [{ PORT: '70000' }, 'PORT must be a number'],
    [{ DEMO_ADMIN_EMAIL: 'nobody' }, 'DEMO_ADMIN_EMAIL must be an e-mail address'],
    [{ DEMO_ADMIN_PASSWORD: 'kurz' }, 'It lacks: at least 8 characters, an upper-case letter, a digit.'],
    [{ HOST: '192.0.2.1' }, 'HOST=192.0.2.1 is not an address of this machine'],
  ])('says what is wrong with %j and ends', (env, message) => {
    const { status, stderr } = tryWith(env as Record<string, string>);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at '); // no stack
    expect(status).toBe(1);
  });

  it('says that a port is taken, and how to choose another', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { status, stderr } = tryWith({ HOST: '127.0.0.1', PORT: String(port) });
    other.close();
    expect(stderr).toContain(`Port ${port} on 127.0.0.1 is in use`);
    expect(status).toBe(1);
  });
});
