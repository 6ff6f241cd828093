import fc from 'fast-check';
import { micromark } from 'micromark';
import { gfmTable, gfmTableHtml } from 'micromark-extension-gfm-table';
import { defaultTreeAdapter, parseFragment, type DefaultTreeAdapterTypes } from 'parse5';

import { fromBlocks } from './from-blocks';
import { mentionsInHtml } from './html';
import { mentionsInMarkdown } from './markdown';
import { ADDRESSES } from './test-offers';

const addressOf = (documentId: string): string => `/materials/${documentId}`;
const text = (words: string, marks: object = {}) => ({ type: 'text', text: words, ...marks });
const mention = (words: string) => ({
  type: 'link',
  url: '/x',
  material: { documentId: 'guide' },
  children: [text(words)],
});
const paragraph = (...children: object[]) => ({ type: 'paragraph', children });

const ARTICLE = [
  { type: 'heading', level: 2, children: [text('Title')] },
  paragraph(text('See '), mention('the guide'), text(' and '), text('more', { bold: true, italic: true }), text('.')),
  { type: 'paragraph', material: { documentId: 'guide' }, children: [text('Guide')] },
  paragraph(text('')),
  {
    type: 'list',
    format: 'unordered',
    children: [
      { type: 'list-item', children: [text('One')] },
      { type: 'list', format: 'ordered', children: [{ type: 'list-item', children: [text('In it')] }] },
    ],
  },
  { type: 'quote', children: [text('Two\nlines')] },
  { type: 'image', image: { url: '/i.png', alternativeText: 'An <i>', caption: '"C"' }, children: [text('')] },
  { type: 'code', language: 'sh', children: [text('a < b')] },
];

describe('a text of Blocks', () => {
  it('is Markdown with mentions and calls to action', () => {
    expect(fromBlocks(ARTICLE, 'markdown', addressOf)).toBe(
      [
        '## Title',
        'See [the guide](/materials/guide) and **_more_**.',
        '[Guide](/materials/guide "call-to-action")',
        '- One\n  1. In it',
        '> Two\\\n> lines',
        '![An \\<i>](/i.png "\\"C\\"")',
        '```sh\na < b\n```',
      ].join('\n\n')
    );
  });

  it('is HTML with mentions and calls to action', () => {
    expect(fromBlocks(ARTICLE, 'html', addressOf)).toBe(
      [
        '<h2>Title</h2>',
        '<p>See <a href="/materials/guide">the guide</a> and <strong><em>more</em></strong>.</p>',
        '<p data-material="guide"><a href="/materials/guide">Guide</a></p>',
        '<ul><li>One<ol><li>In it</li></ol></li></ul>',
        '<blockquote><p>Two<br>lines</p></blockquote>',
        '<figure><img src="/i.png" alt="An &lt;i&gt;"><figcaption>"C"</figcaption></figure>',
        '<pre><code>a &lt; b</code></pre>',
      ].join('')
    );
  });

  const signs = fc.stringMatching(/^[a-z0-9 *_[\]()<>&~`#+.!|\\"'-]{1,12}$/);
  const marks = fc.record({
    bold: fc.boolean(),
    italic: fc.boolean(),
    underline: fc.boolean(),
    strikethrough: fc.boolean(),
  });
  const inline = fc.oneof(
    fc.tuple(signs, marks).map(([words, own]) => text(words, own)),
    signs.filter((words) => words.trim() !== '').map(mention)
  );
  const block = fc.oneof(
    fc.array(inline, { minLength: 1, maxLength: 4 }).map((children) => paragraph(...children)),
    fc.array(inline, { minLength: 1, maxLength: 3 }).map((children) => ({ type: 'heading', level: 3, children })),
    fc.array(inline, { minLength: 1, maxLength: 3 }).map((children) => ({ type: 'quote', children })),
    signs.map((words) => ({ type: 'paragraph', material: { documentId: 'guide' }, children: [text(words)] })),
    fc.array(fc.array(inline, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 }).map((items) => ({
      type: 'list',
      format: 'unordered',
      children: items.map((children) => ({ type: 'list-item', children })),
    }))
  );
  const blocks = fc.array(block, { maxLength: 4 });

  const wordsOfHtml = (html: string): string => {
    const words = (node: DefaultTreeAdapterTypes.Node): string =>
      defaultTreeAdapter.isTextNode(node)
        ? node.value
        : 'childNodes' in node
          ? node.childNodes.map(words).join('')
          : '';
    return words(parseFragment(html)).replace(/[\s~]+/g, '');
  };
  const words = (nodes: readonly object[]): string =>
    nodes
      .map((node) => {
        const { text: own, children } = node as { text?: string; children?: object[] };
        return own ?? words(children ?? []);
      })
      .join('')
      .replace(/[\s~]+/g, '');
  const mentioned = (nodes: readonly object[]): string[] =>
    nodes.flatMap((node) => {
      const { type, material, children = [] } = node as { type: string; material?: object; children?: object[] };
      return material ? [type === 'paragraph' ? 'call-to-action' : 'mention'] : mentioned(children);
    });

  it('keeps its words and mentions in Markdown', () => {
    const { find } = mentionsInMarkdown(ADDRESSES);
    fc.assert(
      fc.property(blocks, (written) => {
        const markdown = fromBlocks(written, 'markdown', addressOf);
        const html = micromark(markdown, {
          allowDangerousHtml: true,
          extensions: [gfmTable()],
          htmlExtensions: [gfmTableHtml()],
        });
        expect(wordsOfHtml(html)).toBe(words(written));
        expect(find(markdown).map(({ kind }) => kind)).toEqual(mentioned(written));
      }),
      { numRuns: 300 }
    );
  });

  it('keeps its words and mentions in HTML', () => {
    const { find } = mentionsInHtml(ADDRESSES);
    fc.assert(
      fc.property(blocks, (written) => {
        const html = fromBlocks(written, 'html', addressOf);
        expect(wordsOfHtml(html)).toBe(words(written));
        expect(find(html).map(({ kind }) => kind)).toEqual(mentioned(written));
      }),
      { numRuns: 300 }
    );
  });
});
