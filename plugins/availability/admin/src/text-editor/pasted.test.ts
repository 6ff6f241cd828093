import { parse } from 'parse5';

import { blocksOf, hasLinks, type PastedNode } from './pasted';

interface Parsed {
  readonly nodeName: string;
  readonly value?: string;
  readonly attrs?: readonly { readonly name: string; readonly value: string }[];
  readonly childNodes?: readonly Parsed[];
}

/** As a browser keeps it. */
const asPage = ({ nodeName, value, attrs, childNodes = [] }: Parsed): PastedNode => ({
  nodeName,
  nodeValue: value ?? null,
  childNodes: childNodes.map(asPage),
  getAttribute: (name) => attrs?.find((one) => one.name === name)?.value ?? null,
});
const page = (html: string): PastedNode => asPage(parse(html) as unknown as Parsed);

/** As Word puts it on the clipboard, shortened. */
const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {margin:0} --></style></head>
<body lang=DE><!--StartFragment--><h2>Neu<o:p></o:p></h2>
<p class=MsoNormal>Lesen Sie <b>jetzt</b> die
<a href="https://example.org/broschuere"><span style='color:blue'>Broschüre</span></a>, oder <a
href="mailto:info@example.org">schreiben</a> Sie.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<ul><li>Erstens <a href="https://example.org/1">hier</a></li><li><p>Zweitens</p></li></ul><!--EndFragment--></body></html>`;

const text = (words: string, marks: object = {}) => ({ type: 'text', text: words, ...marks });
const link = (url: string, words: string) => ({ type: 'link', url, children: [text(words)] });

describe('what is pasted', () => {
  it('from Word keeps its links, paragraphs, headings and lists', () => {
    expect(blocksOf(page(WORD))).toEqual([
      { type: 'heading', level: 2, children: [text('Neu')] },
      {
        type: 'paragraph',
        children: [
          text('Lesen Sie '),
          text('jetzt', { bold: true }),
          text(' die '),
          link('https://example.org/broschuere', 'Broschüre'),
          text(', oder '),
          link('mailto:info@example.org', 'schreiben'),
          text(' Sie.'),
        ],
      },
      {
        type: 'list',
        format: 'unordered',
        children: [
          { type: 'list-item', children: [text('Erstens '), link('https://example.org/1', 'hier')] },
          { type: 'list-item', children: [text('Zweitens')] },
        ],
      },
    ]);
  });

  it('keeps the words of links that may lead nowhere', () => {
    const bad = page('<p><a href="javascript:alert(1)">Klick</a> und <a href="#top">hoch</a></p>');
    expect(hasLinks(bad)).toBe(false);
    expect(blocksOf(bad)).toEqual([{ type: 'paragraph', children: [text('Klick'), text(' und '), text('hoch')] }]);
  });

  it('is left to Strapi where there is no link', () => {
    expect(hasLinks(page('<p>Nur <b>Text</b></p>'))).toBe(false);
    expect(hasLinks(page(WORD))).toBe(true);
  });
});
