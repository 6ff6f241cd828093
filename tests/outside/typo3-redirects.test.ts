/** The exported redirect map in the server that it is made for. Skipped where nginx is not installed. */
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import Database from 'better-sqlite3';

import { createRedirectStore } from '../../plugins/typo3-import/server/src/report/redirect-store';
import { redirectOf } from '../../plugins/typo3-import/domain/redirect';
import type { RedirectLine } from '../../plugins/typo3-import/domain/redirect-map';

const NGINX = process.env.TEST_NGINX ?? 'nginx';
const hasNginx = spawnSync(NGINX, ['-v']).status === 0;

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

interface Rules {
  readonly redirects: readonly (Partial<RedirectLine> & {
    readonly host?: string;
    readonly from: string;
    readonly to: string;
  })[];
}

/** The maps as files, and the lines for a server that each says at its head. */
const exportMaps = (folder: string, { redirects }: Rules): { host: string; file: string; lines: string }[] => {
  const db = new Database(':memory:');
  const store = createRedirectStore(db);
  db.exec('BEGIN');
  for (const { host = '', ...line } of redirects) {
    expect(store.add(host, { status: 301, match: 'path', keepsQuery: false, ...line })).toBe('written');
  }
  db.exec('COMMIT');
  const maps = [...store.maps()].map(([host, pieces]) => {
    const text = [...pieces].join('');
    const file = path.join(folder, `redirects${host === '' ? '' : `.${host}`}.conf`);
    writeFileSync(file, text);
    const lines = [...text.matchAll(/^#\s+(if \(.*\})$/gm)].map(([, rule]) => rule).join('\n');
    return { host, file, lines };
  });
  db.close();
  return maps;
};

(hasNginx ? describe : describe.skip)('the redirect map in nginx (skipped where nginx is not installed)', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'inprint-redirects-'));
  const running = new Set<ChildProcess>();
  afterAll(async () => {
    await Promise.all(
      [...running].map(
        (child) =>
          new Promise((resolve) => {
            child.once('exit', resolve);
            child.kill('SIGTERM');
          })
      )
    );
    rmSync(folder, { recursive: true, force: true });
  });

  const serve = async (name: string, rules: Rules) => {
    const at = path.join(folder, name);
    mkdirSync(at);
    const maps = exportMaps(at, rules);
    const port = await freePort();
    const server = (host: string, lines: string): string => `
      server { listen 127.0.0.1:${port}${host === '' ? ' default_server' : ''}; server_name ${host || '_'}; absolute_redirect off;
        ${lines}
        location / { return 200 "here"; } }`;
    const config = path.join(at, 'nginx.conf');
    writeFileSync(
      config,
      `daemon off; master_process off; pid ${at}/nginx.pid; error_log ${at}/error.log; events {}
       http { access_log off; client_body_temp_path ${at}/b; proxy_temp_path ${at}/p; fastcgi_temp_path ${at}/f; uwsgi_temp_path ${at}/u; scgi_temp_path ${at}/s;
         ${maps.map(({ file }) => `include ${file};`).join('\n')}
         ${maps.map(({ host, lines }) => server(host, lines)).join('')} }`
    );
    const tried = spawnSync(NGINX, ['-t', '-p', at, '-c', config], { encoding: 'utf8' });
    const child = spawn(NGINX, ['-p', at, '-c', config], { stdio: 'ignore' });
    running.add(child);
    const ask = async (address: string, host = 'any.example'): Promise<[number, string | null]> => {
      const [status = '', location = ''] = execFileSync(
        'curl',
        [
          '-sS',
          '-o',
          '/dev/null',
          '-w',
          '%{http_code}\n%header{location}',
          '-H',
          `Host: ${host}`,
          '--path-as-is',
          '--globoff',
          '--retry',
          '20',
          '--retry-connrefused',
          '--retry-delay',
          '1',
          `http://127.0.0.1:${port}${address}`,
        ],
        { encoding: 'utf8' }
      ).split('\n');
      return [Number(status), location || null];
    };
    return { ask, tried: `${tried.stderr}` };
  };

  it('leads everybody where they were sent, and nobody else anywhere', async () => {
    const pattern = redirectOf(
      {
        source_host: '*',
        source_path: '#^/archive/([0-9]{4})/(.*)$#i',
        is_regexp: '1',
        target: 'https://archive.example/$1?p=$2',
        target_statuscode: '302',
      },
      [],
      0
    );
    if (typeof pattern === 'string') throw new Error(pattern);
    const { ask, tried } = await serve('forms', {
      redirects: [
        { from: '/old', to: '/new?locale=de' },
        { from: '/Stra%C3%9Fe', to: '/street' },
        { from: '/with-query', to: '/new', keepsQuery: true, status: 307 },
        { from: '/with-both', to: '/new?a=1#b', keepsQuery: true },
        { from: '/index.php?id=3&x[y]=1', to: '/three', match: 'exact' },
        { from: '/only-bare', to: '/bare', match: 'exact' },
        { from: pattern.from, to: pattern.target, match: 'pattern', status: pattern.status },
        { from: '~^/z/one', to: 'https://first.example/', match: 'pattern' },
        { from: '~^/z/', to: 'https://second.example/', match: 'pattern' },
        { from: '~^/a\\?x=(\\d+)$', to: 'https://x.example/$1', match: 'query-pattern' },
        { from: '/old', to: '/of-one', host: 'one.example' },
        { from: '/price"$5', to: '/cheap' },
      ],
    });
    expect(tried).toContain('syntax is ok');
    expect(tried).not.toContain('warn');
    expect(await ask('/old')).toEqual([301, '/new?locale=de']);
    expect(await ask('/old/?utm_source=mail')).toEqual([301, '/new?locale=de']);
    expect(await ask('/old.html')).toEqual([301, '/new?locale=de']);
    expect(await ask('/old', 'one.example')).toEqual([301, '/of-one']);
    expect(await ask('/only-bare', 'one.example')).toEqual([301, '/bare']);
    expect(await ask('/stra%c3%9fe')).toEqual([301, '/street']);
    expect(await ask('/with-query?a=b&c')).toEqual([307, '/new?a=b&c']);
    expect(await ask('/with-both?c=2')).toEqual([301, '/new?a=1&c=2#b']);
    expect(await ask('/with-both')).toEqual([301, '/new?a=1#b']);
    expect(await ask('/index.php?id=3&x%5By%5D=1')).toEqual([301, '/three']);
    expect(await ask('/index.php?id=4')).toEqual([200, null]);
    expect(await ask('/only-bare?a=1')).toEqual([200, null]);
    expect(await ask('/Archive/2013/march')).toEqual([302, 'https://archive.example/2013?p=march']);
    expect(await ask('/archive/march')).toEqual([200, null]);
    expect(await ask('/')).toEqual([200, null]);
    // Of two patterns the earlier holds; a pattern for the query sees it.
    expect(await ask('/z/one')).toEqual([301, 'https://first.example/']);
    expect(await ask('/z/two')).toEqual([301, 'https://second.example/']);
    expect(await ask('/a?x=7')).toEqual([301, 'https://x.example/7']);
    expect(await ask('/a')).toEqual([200, null]);
  });

  it('takes 50,000 addresses, long ones among them', async () => {
    const redirects = Array.from({ length: 50_000 }, (_, index) => ({
      from: `/news/${index}-${'a-long-title-'.repeat(index % 40)}end`,
      to: `/article.html?slug=${index}&locale=de`,
    }));
    const { ask, tried } = await serve('many', { redirects });
    expect(tried).toContain('syntax is ok');
    expect(tried).not.toContain('warn');
    for (const index of [0, 39, 25_000, 49_999]) {
      expect(await ask(redirects[index]?.from ?? '')).toEqual([301, redirects[index]?.to]);
    }
  });
});
