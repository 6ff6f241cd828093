import fc from 'fast-check';

/** Texts for property tests, with the words that a reader sees in them, in order. */
export interface SampleText {
  readonly source: string;
  readonly words: readonly string[];
}

interface Tree {
  readonly name: string;
  readonly children: readonly (Tree | 'word')[];
}

const INLINE = ['b', 'i', 'u', 'strike', 'code', 'span', 'sub', 'font', 'a', 'link', 'broken-link', 'q', 'unknown'];
const BLOCK = ['p', 'div', 'h2', 'h5', 'blockquote', 'pre', 'ul', 'ol', 'table', 'dl', 'section', 'center', 'lines'];
const EMPTY = ['br', 'hr', 'img', 'img-there', 'script', 'iframe', 'comment', 'nbsp'];

const inline = fc.letrec<{ node: Tree | 'word' }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant('word' as const),
    fc.constantFrom(...EMPTY).map((name): Tree => ({ name, children: [] })),
    fc.record({ name: fc.constantFrom(...INLINE), children: fc.array(tie('node'), { maxLength: 4 }) })
  ),
})).node;

const block = fc.letrec<{ node: Tree | 'word' }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    inline,
    fc.record({ name: fc.constantFrom(...BLOCK), children: fc.array(tie('node'), { maxLength: 4 }) })
  ),
})).node;

const START: Readonly<Record<string, string>> = {
  a: '<a href="t3://page?uid=12" onclick="x()">',
  link: '<link 12 _blank - "a \\"title\\"">',
  font: '<font color="red">',
};

/** Writes a tree as TYPO3 may have stored it. Every word is another one. */
const written = (nodes: readonly (Tree | 'word')[], words: string[], isInLink = false): string =>
  nodes
    .map((node): string => {
      if (node === 'word') {
        const word = `w${words.length}x`;
        words.push(word);
        return ` ${word} `;
      }
      const { name } = node;
      const content = (): string => written(node.children, words, isInLink || name === 'a' || name === 'link');
      const each = (start: string, end: string): string =>
        node.children.map((child) => `${start}${written([child], words, isInLink)}${end}`).join('\r\n');
      switch (name) {
        case 'ul':
        case 'ol':
          return `<${name}>\r\n${each('<li>', '</li>')}\r\n</${name}>`;
        case 'dl':
          return `<dl>${each('<dt>', '</dt>')}</dl>`;
        case 'table':
          return `<table><tr>${each('<td>', '</td>')}</tr><tr><td></td><td></td></tr></table>`;
        case 'lines':
          return each('', '\r\n');
        case 'nbsp':
          return '&nbsp;';
        case 'comment':
          return '<!-- unseen -->';
        case 'script':
          return '<script>unseen()</script>';
        case 'iframe':
          return '<iframe src="https://video.example/">unseen</iframe>';
        case 'img':
          return '<img src="gone.jpg" alt="unseen">';
        case 'img-there':
          return '<img src="poster.jpg">';
        case 'br':
        case 'hr':
          return `<${name} />`;
        // Links do not nest: what stands in one has none of its own.
        case 'a':
        case 'link':
          return isInLink ? content() : `${START[name]}${content()}</${name}>`;
        case 'broken-link':
          return `${isInLink ? '' : '<link http: www.example.org a _blank b>'}${content()}`;
        default:
          return `${START[name] ?? `<${name}>`}${content()}</${name}>`;
      }
    })
    .join('');

export const anyText: fc.Arbitrary<SampleText> = fc.array(block, { maxLength: 6 }).map((nodes) => {
  const words: string[] = [];
  const source = written(nodes, words);
  return { source, words };
});

/** What is no HTML at all, but made of its signs. */
export const anyNoise: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.constantFrom(
        '<',
        '>',
        '"',
        '</',
        '<link ',
        '</link>',
        '<a href="',
        '<p>',
        '</p>',
        '<ul>',
        '<li>',
        '<table>',
        '<td>',
        '&',
        '\r\n',
        '<!--',
        '-->',
        '<pre>',
        '<b>',
        '<h2>',
        '<blockquote>',
        '<svg>',
        '<img src=poster>'
      )
    ),
    { maxLength: 30 }
  )
  .map((parts) => parts.join(''));
