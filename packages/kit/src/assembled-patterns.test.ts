import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../../..');

/** What a module offers is called with what its users call it with, so that it makes its patterns. */
type Functions = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

/** What lint says of these patterns, as it would if they stood in the program as they are. */
const saidByLint = (patterns: readonly RegExp[]): string[] => {
  const text = patterns.map((pattern, index) => `export const pattern${index} = ${String(pattern)};`).join('\n');
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/eslint/bin/eslint.js', '--stdin', '--stdin-filename', 'database/assembled-patterns.mjs', '--format', 'json'],
    { cwd: ROOT, input: `${text}\n`, encoding: 'utf8' }
  );
  if (stdout === '') throw new Error(stderr);
  const [file] = JSON.parse(stdout) as { messages: { ruleId: string; line: number; message: string }[] }[];
  return (file?.messages ?? []).map(
    ({ ruleId, line, message }) => `${ruleId}: ${message} ${String(patterns[line - 1])}`
  );
}; // prettier-ignore

/**
 * Where patterns are put together from texts when the program runs: lint, which looks at all others, cannot see them. A file that does so
 * without a line here fails the test.
 */
const ASSEMBLED: Readonly<Record<string, ((module: Functions) => unknown) | 'checked elsewhere'>> = {
  'packages/kit/src/log-line.ts': () => null,
  'plugins/availability/domain/leftover.ts': (module) =>
    module.pageTargetOf?.('https://a.example/de/materials/x', 'https://a.example/{locale}/materials/{slug}', ''),
  'plugins/availability/domain/texts/mention-test.ts': (module) =>
    module.mentionTest?.({ siteUrl: 'https://a.example', templates: ['/{locale}/materials/{slug}', '/m/{documentId}?a={locale}'] }, ['a+b', '(a+)+']), // prettier-ignore
  'plugins/response-cache/domain/negotiation.ts': (module) => module.chooseEncoding?.('gzip;q=0, br;q=0'),
  'plugins/response-cache/domain/statement.ts': () => null,
  'plugins/typo3-import/domain/article/day.ts': () => null,
  'plugins/typo3-import/domain/wording/phrases.ts': () => null,
  // Those of an old portal's redirects are read, and run by another engine: redirect.test.ts.
  'plugins/typo3-import/domain/redirect.ts': 'checked elsewhere',
};

const sources = ['packages', 'plugins', 'src', 'config', 'database', 'public'].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:ts|tsx|js|mjs|cjs)$/.test(file) && !/(?:^|\/)(?:node_modules|dist)\/|\.test\.ts$|^uploads\//.test(file))
    .map((file) => `${folder}/${file}`)
); // prettier-ignore

/** Every pattern that is made by `new RegExp` while this runs. */
const patternsMadeIn = (work: () => void): RegExp[] => {
  const made: RegExp[] = [];
  const Original = RegExp;
  globalThis.RegExp = new Proxy(Original, {
    construct(target, args: [string, string?]) {
      const pattern = new target(...args);
      made.push(pattern);
      return pattern;
    },
  });
  try {
    work();
  } finally {
    globalThis.RegExp = Original;
  }
  return made;
};

describe('a pattern that is put together from texts', () => {
  it('stands in a file of the list', () => {
    const found = sources.filter((file) => /new RegExp\(/.test(readFileSync(path.join(ROOT, file), 'utf8')));
    expect(found.sort()).toEqual(Object.keys(ASSEMBLED).sort());
  });

  it('takes no longer than the text is long', () => {
    const made = Object.entries(ASSEMBLED).flatMap(([file, use]) => {
      if (use === 'checked elsewhere') return [];
      const ofFile = patternsMadeIn(() => {
        jest.isolateModules(() => {
          use(jest.requireActual<Functions>(path.join(ROOT, file)));
        });
      });
      expect({ file, hasPatterns: ofFile.length > 0 }).toEqual({ file, hasPatterns: true });
      return ofFile;
    });
    const patterns = [...new Map(made.map((pattern) => [String(pattern), pattern])).values()];
    // Two that do show that they would be found.
    const said = saidByLint([/^(?:a+)+$/, /\s+$/, ...patterns]);
    expect(said.slice(0, 2).join()).toMatch(/backtracking[^]*super-linear-move/);
    expect(said.slice(2)).toEqual([]);
  });
});
