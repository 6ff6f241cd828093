import { partsOf, textOfParts } from './parts';

const paragraph = (...children: object[]) => ({ type: 'paragraph', children });
const text = (words: string, more = {}) => ({ type: 'text', text: words, ...more });

describe('the parts of a field', () => {
  it('are the words of a string, or none', () => {
    expect(partsOf({ title: ' Wasser ' }, { title: { kind: 'plain' } })).toEqual({ title: ['Wasser'] });
    expect(partsOf({ title: null }, { title: { kind: 'plain' } })).toEqual({ title: [] });
    expect(textOfParts(undefined)).toBe('');
  });

  it('are each paragraph and item of a list, without formatting and targets, with links in brackets', () => {
    const list = {
      type: 'list',
      children: ['eins', 'zwei'].map((word) => ({ type: 'list-item', children: [text(word)] })),
    };
    const body = [
      paragraph(text('Lies '), { type: 'link', url: 'https://example.org', children: [text('mehr', { bold: true })] }),
      list,
      paragraph(text('')),
    ];
    expect(partsOf({ body }, { body: { kind: 'blocks' } })).toEqual({ body: ['Lies [mehr]', 'eins', 'zwei'] });
  });

  it('are the texts in components and dynamic zones, in their order', () => {
    const box = { heading: { kind: 'plain' }, text: { kind: 'blocks' } } as const;
    const seo = [{ heading: 'A', text: [paragraph(text('a'))] }, { heading: 'B' }];
    expect(partsOf({ seo }, { seo: { kind: 'component', fields: box } })).toEqual({ seo: ['A', 'a', 'B'] });
    const boxes = [{ __component: 'box', heading: 'A' }, { __component: 'unknown', heading: 'B' }, null];
    expect(partsOf({ boxes }, { boxes: { kind: 'zone', components: { box } } })).toEqual({ boxes: ['A'] });
  });

  it('survive what no editor would write', () => {
    for (const odd of [undefined, null, 7, 'x', [null], [{ children: 7 }], {}]) {
      expect(partsOf({ body: odd }, { body: { kind: 'blocks' } })).toEqual({ body: [] });
    }
    expect(partsOf(null, { title: { kind: 'plain' } })).toEqual({ title: [] });
  });
});
