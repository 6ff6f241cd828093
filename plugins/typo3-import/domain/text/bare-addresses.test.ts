import type { BlockNode } from '../contract';
import { linkBareAddresses } from './bare-addresses';

const paragraph = (text: string): BlockNode => ({ type: 'paragraph', children: [{ type: 'text', text }] });
const shown = (text: string): string => {
  const { blocks } = linkBareAddresses([paragraph(text)], (url) => ({ url }));
  return (
    blocks[0] as { children: readonly { type: string; text?: string; url?: string; children?: { text: string }[] }[] }
  ).children
    .map((node) => (node.type === 'link' ? `[${node.children?.[0]?.text ?? ''}](${node.url ?? ''})` : node.text))
    .join('');
};

describe('bare addresses', () => {
  it.each([
    ['See http://www.example.net/a.', 'See [http://www.example.net/a](http://www.example.net/a).'],
    ['(https://example.net/a_(b))', '([https://example.net/a_(b)](https://example.net/a_(b)))'],
    ['write mailto:info@example.net, please', 'write [info@example.net](mailto:info@example.net), please'],
    ['no http:// and no example.net', 'no http:// and no example.net'],
    ['„http://example.net/x“', '„[http://example.net/x](http://example.net/x)“'],
  ])('%s', (text, expected) => expect(shown(text)).toBe(expected));

  it('are left alone inside of links and code', () => {
    const blocks = [
      {
        type: 'paragraph',
        children: [
          { type: 'text', text: '' },
          { type: 'link', url: '/a', children: [{ type: 'text', text: 'http://example.net' }] },
          { type: 'text', text: 'http://example.net', code: true },
        ],
      },
    ] as BlockNode[];
    expect(linkBareAddresses(blocks, (url) => ({ url })).count).toBe(0);
  });
});
