import type { BlockNode, ConvertedText, InlineNode } from '../contract';
import { convertRichText } from './convert';
import { collectReferences } from './references';
import { wordsOf } from './runs';
import { aContext, IMAGE } from './test-context';

const convert = (source: string, more: Parameters<typeof aContext>[0] = {}): ConvertedText =>
  convertRichText(source, aContext(more));
const blocksOf = (source: string): readonly BlockNode[] => convert(source).blocks;
const text = (words: string, marks: object = {}): InlineNode => ({ type: 'text', text: words, ...marks });
const paragraph = (...children: InlineNode[]): BlockNode => ({ type: 'paragraph', children });
const reasonsOf = ({ findings }: ConvertedText): string[] => findings.map(({ reason }) => reason);
/** Text and links of a block in one line: `a [b](url)`. */
const shown = (block: BlockNode | undefined): string =>
  !block || block.type === 'image' || block.type === 'list'
    ? ''
    : block.children
        .map((node: InlineNode) =>
          node.type === 'text'
            ? node.text
            : `[${wordsOf([node])}](${node.material ? `${node.material.documentId} ` : ''}${node.url})`
        )
        .join('');

describe('text as TYPO3 stores it', () => {
  it('has a paragraph on each line, and drops empty ones', () => {
    expect(blocksOf('One\r\n\r\nTwo\nThree\r\n&nbsp;\r\n')).toEqual([
      paragraph(text('One')),
      paragraph(text('Two')),
      paragraph(text('Three')),
    ]);
  });

  it('reads new lines inside of <p> as spaces', () => {
    expect(blocksOf('<p class="bodytext">One\r\ntwo</p>\r\n<p>Three</p>')).toEqual([
      paragraph(text('One two')),
      paragraph(text('Three')),
    ]);
  });

  it('keeps bold over two lines bold', () => {
    expect(blocksOf('a <b>b\r\nc</b> d')).toEqual([
      paragraph(text('a '), text('b', { bold: true })),
      paragraph(text('c', { bold: true }), text(' d')),
    ]);
  });

  it('knows entities, and keeps a hard space inside of a line', () => {
    expect(blocksOf('M&uuml;ller &amp; S&#246;hne&nbsp;AG &lt;b&gt;')).toEqual([
      paragraph(text('Müller & Söhne\u00a0AG <b>')),
    ]);
  });

  it('knows bold, italic, underline, strikethrough and code, nested and by style', () => {
    expect(
      blocksOf(
        '<strong>a<em>b</em></strong><u>c</u><strike>d</strike><code>e</code><span style="font-weight: bold">f</span>'
      )
    ).toEqual([
      paragraph(
        ...[text('a', { bold: true }), text('b', { bold: true, italic: true }), text('c', { underline: true })],
        ...[text('d', { strikethrough: true }), text('e', { code: true }), text('f', { bold: true })]
      ),
    ]);
  });

  it('keeps <br> as a new line in the paragraph', () => {
    expect(blocksOf('One<br />two <br>\r\nThree')).toEqual([paragraph(text('One\ntwo')), paragraph(text('Three'))]);
  });

  it('has headings, quotes and code', () => {
    expect(blocksOf('<h3>Head</h3>\r\n<blockquote>Said\r\ntwice</blockquote><pre>a\n  b</pre>')).toEqual([
      { type: 'heading', level: 3, children: [text('Head')] },
      { type: 'quote', children: [text('Said')] },
      { type: 'quote', children: [text('twice')] },
      { type: 'code', children: [text('a\n  b')] },
    ]);
  });

  it('has lists in lists, also where the inner one stands beside the items', () => {
    const item = (words: string) => ({ type: 'list-item', children: [text(words)] });
    const inner = { type: 'list', format: 'ordered', indentLevel: 1, children: [item('b')] };
    const list = { type: 'list', format: 'unordered', children: [item('a'), inner, item('c')] };
    expect(blocksOf('<ul>\r\n<li>a<ol><li>b</li></ol></li>\r\n<li><p>c</p></li></ul>')).toEqual([list]);
    expect(blocksOf('<ul><li>a</li><ol><li>b</li></ol><li>c</li></ul>')).toEqual([list]);
  });

  it('has tables as lines, and says so', () => {
    const converted = convert(
      'Before\r\n<table><tr><th>Year</th><td>2013</td></tr><tr><td>a</td><td><a href="t3://file?uid=7">b</a></td></tr></table>'
    );
    expect(converted.blocks.map(shown)).toEqual(['Before', 'Year | 2013', 'a | [b](/uploads/poster.pdf)']);
    expect(converted.findings).toMatchObject([
      { kind: 'changed', reason: 'table-as-lines', place: { line: 2, offset: 8 } },
    ]);
  });

  it('has a table with one column as paragraphs', () => {
    const converted = convert('<table><tr><td>One</td></tr><tr><td><h2>Two</h2></td></tr></table>');
    expect(converted.blocks).toEqual([paragraph(text('One')), { type: 'heading', level: 2, children: [text('Two')] }]);
    expect(reasonsOf(converted)).toEqual(['table-unwrapped']);
  });

  it('has images between paragraphs, and reports those that are not there', () => {
    const converted = convert('a <img src="fileadmin/poster.jpg" /> b <img src="gone.jpg" alt="Gone">');
    expect(converted.blocks).toEqual([
      paragraph(text('a')),
      { type: 'image', image: IMAGE, children: [text('')] },
      paragraph(text('b')),
    ]);
    expect(converted.findings).toMatchObject([
      {
        kind: 'lost',
        reason: 'image',
        details: { why: 'gone.jpg is not in fileadmin' },
        before: '<img src="gone.jpg" alt="Gone">',
      },
    ]);
  });
});

describe('what Blocks cannot hold', () => {
  it.each([
    ['a<hr>b', 'rule'],
    ['H<sub>2</sub>O', 'formatting'],
    ['<abbr title="Abbreviation">abbr</abbr>', 'abbreviation'],
    ['<a name="top"></a>a', 'anchor'],
    ['<p style="text-align:center">a</p>', 'styling'],
    ['<iframe src="https://video.example/1"></iframe>a', 'embedded'],
    ['<form><input name="q">a</form>', 'form-field'],
    ['<dl><dt>a</dt><dd>b</dd></dl>', 'definitions-as-paragraphs'],
    ['<ul><li><h3>a</h3></li></ul>', 'heading-as-text'],
    ['<ul><li><img src="poster.jpg"></li></ul>', 'moved-behind'],
    ['<table><tr><td><ul><li>a</li></ul></td><td>b</td></tr></table>', 'list-as-lines'],
    ['a</link>', 'stray-link-end'],
    ['<svg><text>a</text></svg>', 'drawing'],
  ])('%s is in the report', (source, reason) => {
    expect(reasonsOf(convert(source))).toContain(reason);
  });

  it('says line and place, also behind links that were rewritten for the parser', () => {
    const converted = convert('One <link 12>x</link>\r\nTwo\r\nThree <hr> four');
    expect(converted.findings).toMatchObject([
      { reason: 'rule', before: '<hr>', place: { field: 'bodytext', line: 3, offset: 34 } },
    ]);
    expect(converted.findings[0]?.place.snippet).toContain('Three <hr> four');
  });

  it('counts styling instead of filling the report', () => {
    expect(convert('<p align="left">a</p><p align="left">b</p>').findings).toMatchObject([{ details: { count: '2' } }]);
  });
});

describe('scripts', () => {
  it.each([
    ['<script>alert(1)</script>a', 'script'],
    ['<style>p{}</style>a', 'script'],
    ['<p onclick="alert(1)">a</p>', 'event-attribute'],
    ['<a href="javascript:alert(1)">a</a>', 'link-unsafe'],
    ['<a href=" java&#10;script:alert(1)">a</a>', 'link-unsafe'],
    ['<link javascript:alert(1)>a</link>', 'link-unsafe'],
  ])('%s is made harmless', (source, reason) => {
    const converted = convert(source);
    expect(reasonsOf(converted)).toContain(reason);
    expect(converted.blocks).toEqual([paragraph(text('a'))]);
  });

  it('cannot come in through the resolver', () => {
    const converted = convert('<link 12>a</link>', { resolve: () => ({ is: 'url', url: 'javascript:alert(1)' }) });
    expect(converted.blocks).toEqual([paragraph(text('a'))]);
    expect(reasonsOf(converted)).toEqual(['link-unsafe']);
  });

  it('stand in a text when they were written about', () => {
    expect(blocksOf('&lt;script&gt;alert(1)&lt;/script&gt;')).toEqual([paragraph(text('<script>alert(1)</script>'))]);
  });
});

describe('links in a text', () => {
  it.each([
    ['<link 12 _blank - "A \\"title\\" > b">imprint</link>', '[imprint](/pages/imprint)'],
    ['<LINK 12>imprint</LINK>', '[imprint](/pages/imprint)'],
    ['<Link file:7>file</link>', '[file](/uploads/poster.pdf)'],
    ['<a href="t3://page?uid=12">imprint</a>', '[imprint](/pages/imprint)'],
    ['<link http://www.example.org/materials/klartext>K</link>', '[K](material-1 /materials/klartext)'],
    ['<link record:shop:tx_shop:3>K</link>', '[K](material-1 /materials/klartext)'],
    ['<link info@example.org - mail>write</link>', '[write](mailto:info@example.org)'],
    ['<link tel:030-12>call</link>', '[call](tel:03012)'],
    ['<link http://example.org/?a=1&amp;b=2>x</link>', '[x](http://example.org/?a=1&b=2)'],
    [
      '<link www.example.org/a>x</link> and <a href="https://example.org">y</a>',
      '[x](http://www.example.org/a) and [y](https://example.org)',
    ],
    ['<link 12><b>bold</b> and not</link>', '[bold and not](/pages/imprint)'],
  ])('%s', (source, expected) => {
    expect(shown(blocksOf(source)[0])).toBe(expected);
  });

  it('stand between text nodes, as in Strapi’s editor', () => {
    expect(blocksOf('<link 12>a</link><link 12>b</link>')).toEqual([
      paragraph(
        ...[text(''), { type: 'link', url: '/pages/imprint', children: [{ type: 'text', text: 'a' }] } as const],
        ...[
          text(''),
          { type: 'link', url: '/pages/imprint', children: [{ type: 'text', text: 'b' }] } as const,
          text(''),
        ]
      ),
    ]);
  });

  it('that lead nowhere leave their words, and a line in the report', () => {
    const converted = convert('see <link 99>page</link>');
    expect(converted.blocks).toEqual([paragraph(text('see page'))]);
    expect(converted.findings).toMatchObject([
      { kind: 'dropped-link', reason: 'link-unknown', details: { why: 'page 99 is not there' }, before: '<link 99>' },
    ]);
  });

  it('without words are reported; on an image they get words', () => {
    expect(reasonsOf(convert('a <link 12></link>'))).toEqual(['link-without-words']);
    const converted = convert('<a href="https://www.example.org/materials/klartext"><img src="poster.jpg"></a>');
    expect(converted.blocks.map(({ type }) => type)).toEqual(['image', 'paragraph']);
    expect(shown(converted.blocks[1])).toBe('[Klartext - Medien verstehen](material-1 /materials/klartext)');
    expect(reasonsOf(converted)).toEqual(['link-of-image']);
  });

  it('leave an address in angle brackets as it stands', () => {
    expect(shown(blocksOf('Mail <info@example.org> or <http://example.org/a>, <b>now</b>')[0])).toBe(
      'Mail <info@example.org> or <http://example.org/a>, now'
    );
  });

  it('are not HTML’s own <link>', () => {
    expect(shown(blocksOf('<link rel="stylesheet" href="x.css"><link 12>a</link>')[0])).toBe('[a](/pages/imprint)');
  });

  it('lose their titles, and say so; those that the RTE wrote by itself are no loss', () => {
    expect(
      convert('<link 12 - - "Our imprint">a</link> <a href="t3://page?uid=12" title="Here">b</a>').findings
    ).toMatchObject([{ kind: 'lost', reason: 'link-title', details: { count: '2' } }]);
    expect(convert('<link 12 - - "Opens internal link in current window">a</link>').findings).toEqual([]);
  });

  it('say how sure a new address is', () => {
    const converted = convert('<link 12>a</link>', { resolve: () => ({ is: 'url', url: '/a', confidence: 'guess' }) });
    expect(converted.findings).toMatchObject([
      { kind: 'guess', reason: 'link-guessed', after: '/a', confidence: 'guess' },
    ]);
  });
});

describe('broken links in a text', () => {
  const damaged =
    '<link http: www.example.org eintrag klartext-medien-verstehen _blank external-link-new-window external link in new>';

  it('become mentions where their entry is known, and are listed for review', () => {
    const converted = convert(`Die Broschüre gibt es im ${damaged}Pool noch <b>heute</b>.`);
    expect(converted.blocks.map(shown)).toEqual([
      'Die Broschüre gibt es im [Pool](material-1 /materials/klartext) noch heute.',
    ]);
    expect(converted.findings).toMatchObject([
      {
        ...{ kind: 'repair', reason: 'link-rebuilt-by-slug', confidence: 'consistent', before: damaged },
        after:
          '<link http://www.example.org/eintrag/klartext-medien-verstehen _blank external-link-new-window "Opens external link in new window">',
      },
      { kind: 'guess', reason: 'link-text-first-word', after: 'Pool' },
    ]);
  });

  it('take the target’s name for their words if the text begins with it', () => {
    expect(convert(`Neu: ${damaged}Klartext ist da.`).blocks.map(shown)).toEqual([
      'Neu: [Klartext](material-1 /materials/klartext) ist da.',
    ]);
  });

  it('keep their words where the target is lost', () => {
    const converted = convert('Siehe <link _blank internal-link>hier nach.');
    expect(converted.blocks).toEqual([paragraph(text('Siehe hier nach.'))]);
    expect(converted.findings).toMatchObject([{ kind: 'dropped-link', reason: 'link-target-lost' }]);
  });

  it('to hosts that nobody named are reported with what they may have been', () => {
    const converted = convert('<link http: other.example.net a _blank x>hier');
    expect(converted.findings).toMatchObject([
      { reason: 'link-host-unknown', details: { candidate: 'http://other.example.net/a' } },
    ]);
  });

  it('end before the next one begins, and with their line', () => {
    const converted = convert(
      '<link http: www.example.org a _blank x>one <link http: www.example.org b _blank x>two\r\nthree'
    );
    expect(converted.blocks.map(shown)).toEqual([
      '[one](http://www.example.org/a) [two](http://www.example.org/b)',
      'three',
    ]);
  });

  it('with an end keep all of their words', () => {
    expect(shown(blocksOf('<link http: www.example.org a _blank x>one two</link> three')[0])).toBe(
      '[one two](http://www.example.org/a) three'
    );
  });
});

describe('text that means harm', () => {
  it.each([
    ['elements in elements', '<div>'.repeat(100_000) + 'end'],
    ['links without an end', '<link '.repeat(50_000) + 'end'],
    ['broken links one after another', '<link a>'.repeat(20_000) + 'end'],
    ['quotes without an end', '<link "a'.repeat(50_000) + ' end'],
    ['comments without an end', 'end' + '<!--'.repeat(50_000)],
    ['closed and opened again', '<b>a</b><i>'.repeat(100) + 'end'],
    ['lists in lists', '<ul><li>'.repeat(3_000) + 'end'],
  ])('%s is read in time, its words kept or told of', (_, source) => {
    // The processor's time, not the clock's. Read in line with their length they take seconds, else minutes.
    const start = process.cpuUsage();
    const { blocks, findings } = convert(source);
    expect(process.cpuUsage(start).user).toBeLessThan(20_000_000);
    const isTold = findings.some(({ reason }) => reason === 'unfinished-tag');
    expect(isTold || JSON.stringify(blocks).includes('end')).toBe(true);
  });
});

describe('what a text refers to', () => {
  it('is found before it is converted', () => {
    const references = collectReferences(
      '<link 12>a</link> <a href="t3://file?uid=7">b</a> <img src="x.jpg" data-htmlarea-file-uid="9" alt="X"> <link http: www.example.org klartext _blank x>c'
    );
    expect(references.links.map(({ target }) => target)).toMatchObject([
      { kind: 'page', page: '12' },
      { kind: 'file', uid: 7 },
      { kind: 'url', url: 'http://www.example.org/klartext' },
    ]);
    expect(references.images).toEqual([{ source: 'x.jpg', fileUid: 9, alternativeText: 'X', caption: '' }]);
    expect(references.slugs).toEqual(['klartext']);
  });
});
