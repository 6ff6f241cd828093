/** An operator finds every setting that the configuration reads in docs/operations.md, and no setting there that nothing reads. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** `env('NAME')`, `env.int('NAME')`, `secret('NAME')`; what is set for a library is no setting. */
const namesReadIn = (code: string): string[] =>
  [...code.matchAll(/\b(?:env(?:\.\w+)?|secret)\(\s*'([A-Z][A-Z0-9_]+)'/g)].flatMap(([, name]) => name ?? []);

/** In the first column of the table of settings. */
const namesDocumentedIn = (page: string): string[] =>
  page
    .slice(page.indexOf('\n## Settings'), page.indexOf('\n### Mail'))
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([A-Z][A-Z0-9_]+)`/g)])
    .flatMap(([, name]) => name ?? []);

const configuration = readdirSync(path.join(ROOT, 'config')).map((file) => read(`config/${file}`));
const inConfiguration = new Set(configuration.flatMap(namesReadIn));
const documented = new Set(namesDocumentedIn(read('docs/operations.md')));
/** Read by `npm run demo`. */
const OF_THE_DEMO = ['DEMO_ADMIN_EMAIL', 'DEMO_ADMIN_PASSWORD'];
/** Set by the tests and by containers, not by operators. */
const INTERNAL = ['INPRINT_ACTIVE', 'PUBLIC_DIR'];

describe('settings', () => {
  it('are found, in the configuration and on the page', () => {
    expect(inConfiguration.size).toBeGreaterThan(30);
    expect(documented.size).toBeGreaterThan(30);
  });

  it('are all on the page for operators', () => {
    expect([...inConfiguration].filter((name) => !documented.has(name) && !INTERNAL.includes(name))).toEqual([]);
  });

  it('on the page are all read', () => {
    expect([...documented].filter((name) => !inConfiguration.has(name) && !OF_THE_DEMO.includes(name))).toEqual([]);
  });

  it('that .env.example shows are all read', () => {
    const shown = [...read('.env.example').matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)].flatMap(([, name]) => name ?? []);
    expect(shown.filter((name) => !documented.has(name))).toEqual([]);
  });
});
