import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

/** Every workspace that is published, by its folder. */
const PACKAGES = ['packages', 'plugins']
  .flatMap((folder) => readdirSync(path.join(ROOT, folder)).map((name) => `${folder}/${name}`))
  .filter((folder) => existsSync(path.join(ROOT, folder, 'package.json')))
  .filter((folder) => !manifestOf(folder).private);

interface Manifest {
  readonly private?: boolean;
  readonly name: string;
  readonly engines?: { readonly node?: string };
  readonly repository?: { readonly directory?: string };
  readonly license?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(path.join(ROOT, folder, 'package.json'), 'utf8')) as Manifest;
}

describe('packages as they would be published', () => {
  let packed: string;
  let problems: Readonly<Record<string, readonly string[]>>;
  const archives = new Map<string, string>();

  beforeAll(() => {
    packed = mkdtempSync(path.join(tmpdir(), 'inprint-packages-'));
    for (const folder of PACKAGES) {
      const output = execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', packed], {
        cwd: path.join(ROOT, folder),
        encoding: 'utf8',
      });
      archives.set(folder, path.join(packed, output.trim().split('\n').at(-1) ?? ''));
    }
    const script = path.join(ROOT, 'tests/support/check-packages.mjs');
    problems = JSON.parse(
      execFileSync(process.execPath, [script, ...archives.values()], { encoding: 'utf8' })
    ) as typeof problems;
  });
  afterAll(() => rmSync(packed, { recursive: true, force: true }));

  it.each(PACKAGES)('%s: publint and “Are the types wrong?” find nothing', (folder) => {
    expect(problems[path.basename(archives.get(folder) ?? '')]).toEqual([]);
  });

  it.each(PACKAGES)('%s says what it needs, where it comes from and under which licence', (folder) => {
    const manifest = manifestOf(folder);
    expect(manifest).toMatchObject({
      license: 'MIT',
      repository: { directory: folder },
      scripts: { prepack: 'npm run build' },
    });
    expect(manifest.engines?.node).toMatch(/^>=20\.19\.0/);
    // One copy of Strapi: the application's own.
    expect(Object.keys(manifest.dependencies ?? {}).filter((name) => name.startsWith('@strapi/'))).toEqual([]);
  });

  it.each(PACKAGES)('%s holds its licence and a README whose links lead somewhere', (folder) => {
    const inside = execFileSync('tar', ['-tzf', archives.get(folder) ?? ''], { encoding: 'utf8' }).split('\n');
    expect(inside).toEqual(expect.arrayContaining(['package/LICENSE', 'package/README.md']));
    const readme = readFileSync(path.join(ROOT, folder, 'README.md'), 'utf8');
    const targets = [...readme.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    const within = targets.filter((target) => !/^(https?:|#)/.test(target)).map((target) => target.replace(/#.*/, ''));
    expect(within.filter((target) => !inside.includes(path.posix.join('package', target)))).toEqual([]);
  });
});
