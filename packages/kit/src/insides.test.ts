import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { knowsInside, requireInside } from './insides';
import type { Strapi } from './strapi';

const ROOT = path.resolve(__dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** What looks at an inside: on the server, and in the admin. */
const CHECK = /\b(?:knowsInside|requireInside|useAdminInside)\(/;

interface Row {
  readonly inside: string;
  readonly files: readonly string[];
  readonly kind: string;
  readonly known: string;
}

const rows: readonly Row[] = read('docs/strapi-internals.md')
  .replace(/\n## [\s\S]*/, '')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:-|Inside of Strapi)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, inside = '', where = '', , kind = '', known = '']) => ({
    inside,
    files: [...where.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file),
    kind,
    known,
  }));

/** Every source file of the plugins, and of what they share. */
const sourceFiles = (): string[] => {
  const plugins = readdirSync(path.join(ROOT, 'plugins'));
  return ['packages/kit/src', ...plugins.flatMap((name) => [`plugins/${name}/server/src`, `plugins/${name}/admin/src`])]
    .filter((folder) => existsSync(path.join(ROOT, folder)))
    .flatMap((folder) =>
      readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`)
    )
    .filter((file) => /(?<!\.test|\/insides)\.tsx?$/.test(file));
};

const log = () => {
  const said: string[] = [];
  const say = (level: string) => (words: string) => void said.push(`${level}: ${words}`);
  const strapi = { config: { get: () => '5.99.0' }, log: { warn: say('warn'), error: say('error') } };
  return { said, strapi: strapi as unknown as Strapi };
};

describe('an inside of Strapi', () => {
  it('that a release changed is named once, and what leans on it is off', () => {
    const { said, strapi } = log();
    const asked = { inside: 'a.b', nicety: 'This', isKnown: () => (undefined as unknown as { b: boolean }).b };
    expect(knowsInside(strapi, asked)).toBe(false);
    expect(knowsInside(strapi, asked)).toBe(false);
    expect(said).toEqual([
      'warn: Strapi 5.99.0 changed this: a.b. This is off until Inprint knows this release; everything else works.',
    ]);
  });

  it('that nobody can do without is an error', () => {
    const { said, strapi } = log();
    const asked = { inside: 'a.c', consequence: 'Do that.' };
    expect(requireInside(strapi, { ...asked, isKnown: () => true })).toBe(true);
    expect(requireInside(strapi, { ...asked, isKnown: () => false })).toBe(false);
    expect(said).toEqual(['error: Strapi 5.99.0 changed this: a.c. Do that.']);
  });
});

describe('docs/strapi-internals.md', () => {
  it('says of each inside where it is used, and how it is known', () => {
    expect(rows.length).toBeGreaterThan(20);
    for (const { files, kind, known } of rows) {
      expect(files).not.toEqual([]);
      files.forEach(read);
      expect(kind).toMatch(/^(?:nicety|safety)$/);
      expect(known).not.toBe('');
      expect(known).not.toBe('tests');
    }
  });

  it.each(rows.filter(({ known }) => /^(?:at the (?:start|first)|where the admin starts)/.test(known)))(
    'has a check for: $inside',
    ({ files }) => {
      expect(files.some((file) => CHECK.test(read(file)))).toBe(true);
    }
  );

  it('has each place that looks at an inside, or says that it leans on one', () => {
    const leaning = sourceFiles().filter(
      (file) => CHECK.test(read(file)) || /One of Strapi['’]s\s+(?:\*\s+)?insides/.test(read(file))
    );
    const named = new Set(rows.flatMap(({ files }) => files));
    expect(leaning.length).toBeGreaterThan(10);
    expect(leaning.filter((file) => !named.has(file))).toEqual([]);
  });
});
