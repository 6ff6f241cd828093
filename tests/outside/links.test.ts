/** Whoever reads the papers finds what they name: no link in README, docs and the plugins' READMEs leads nowhere. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

const markdownIn = (folder: string): string[] =>
  readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return markdownIn(name);
    return entry.name.endsWith('.md') ? [name] : [];
  });

const papersOf = (folder: string): string[] =>
  readdirSync(path.join(ROOT, folder))
    .map((name) => path.posix.join(folder, name))
    .filter((name) => statSync(path.join(ROOT, name)).isDirectory())
    .flatMap((name) =>
      readdirSync(path.join(ROOT, name))
        .filter((file) => file.endsWith('.md'))
        .map((file) => path.posix.join(name, file))
    );

const papers = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...markdownIn('docs'),
  ...markdownIn('.github'),
  ...papersOf('plugins'),
  ...papersOf('packages'),
];

/** What is code is no link. */
const proseOf = (markdown: string): string =>
  markdown.replace(/^( *)(`{3,})[^\n]*\n[\s\S]*?^\1\2 *$/gm, '').replace(/`[^`\n]*`/g, 'code');

const linksIn = (markdown: string): string[] =>
  [...proseOf(markdown).matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)].flatMap(([, target]) => target ?? []);

/** As GitHub names headings: lower case, no punctuation, hyphens for spaces. */
const anchorsIn = (markdown: string): ReadonlySet<string> =>
  new Set(
    [...markdown.matchAll(/^#{1,6} +(.+?)\s*$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
        .replace(/ /g, '-')
    )
  );

const isExternal = (target: string): boolean => /^[a-z][a-z0-9+.-]*:/i.test(target);

/** Why a link leads nowhere; null where it leads somewhere. */
const problemOf = (paper: string, link: string): string | null => {
  const [target = '', anchor] = link.split('#');
  const file = target === '' ? paper : path.posix.join(path.posix.dirname(paper), decodeURIComponent(target));
  const place = path.join(ROOT, file);
  if (file.startsWith('..') || !existsSync(place)) return `${paper}: ${link} is not there`;
  if (anchor === undefined || !file.endsWith('.md')) return null;
  return anchorsIn(readFileSync(place, 'utf8')).has(anchor) ? null : `${paper}: ${link} has no such heading`;
};

const deadLinksOf = (paper: string): string[] =>
  linksIn(readFileSync(path.join(ROOT, paper), 'utf8'))
    .filter((link) => !isExternal(link))
    .flatMap((link) => problemOf(paper, link) ?? []);

describe('the papers', () => {
  it('are read: README, docs, and what stands beside each plugin and package', () => {
    expect(papers).toEqual(
      expect.arrayContaining(['README.md', 'docs/frontends.md', 'plugins/availability/README.md'])
    );
  });

  it.each(papers)('%s has no link that leads nowhere', (paper) => {
    expect(deadLinksOf(paper)).toEqual([]);
  });

  it('would be told of a file and of a heading that are not there', () => {
    expect(problemOf('README.md', 'docs/no-such-page.md')).toMatch(/is not there/);
    expect(problemOf('README.md', '#no-such-heading')).toMatch(/no such heading/);
    expect(problemOf('docs/frontends.md', '../README.md#documentation')).toBeNull();
  });

  it('are told apart from code', () => {
    expect(linksIn('[a](one.md) `[b](two.md)`\n\n```md\n[c](three.md)\n```\n![d](four.png "Title")\n')).toEqual([
      'one.md',
      'four.png',
    ]);
  });
});
