import { linkLinesOf } from './link-lines';

describe('the links of a tt_news record', () => {
  it.each([
    ['http://a.example/0,1518,53,00.html', [['http://a.example/0,1518,53,00.html', '']]],
    ['<LINK http://a.example/ _blank>A study</LINK>', [['http://a.example/ _blank', 'A study']]],
    ['<a href="http://a.example/" target="_blank">A study</a>', [['http://a.example/', 'A study']]],
    ['http://a.example/ A study', [['http://a.example/', 'A study']]],
    ['A study: http://a.example/', [['http://a.example/', 'A study']]],
    [
      'a.example/path\r\ninfo@a.example',
      [
        ['a.example/path', ''],
        ['info@a.example', ''],
      ],
    ],
    [
      'http://a.example/, http://b.example/',
      [
        ['http://a.example/', ''],
        ['http://b.example/', ''],
      ],
    ],
    [
      'http://a.example http://b.example',
      [
        ['http://a.example', ''],
        ['http://b.example', ''],
      ],
    ],
    [
      'http://a.example, http://b.example, c.example/path',
      [
        ['http://a.example', ''],
        ['http://b.example', ''],
        ['c.example/path', ''],
      ],
    ],
    ['http://a.example|A study', [['http://a.example', 'A study']]],
    ['fileadmin/a/booklet.pdf Booklet', [['fileadmin/a/booklet.pdf', 'Booklet']]],
    [
      'More: <link 12>here</link> and http://b.example/.',
      [
        ['12', 'here'],
        ['http://b.example/', 'and'],
      ],
    ],
    ['12', [['12', '']]],
    ['\r\n  \r\n', []],
  ])('%j', (text, expected) => expect(linkLinesOf(text).map(({ uri, words }) => [uri, words])).toEqual(expected));
});
