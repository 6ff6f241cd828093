import { textOf, textsOf } from './field-text';

const paragraph = (...children: object[]) => ({ type: 'paragraph', children });
const text = (words: string, more = {}) => ({ type: 'text', text: words, ...more });

describe('the text of a field', () => {
  it('is the words of a string', () => {
    expect(textOf(' Wasser ', { kind: 'plain' })).toBe('Wasser');
    expect(textOf(null, { kind: 'plain' })).toBe('');
  });

  it('is one line for each paragraph and item of a list, without formatting and targets', () => {
    const blocks = [
      paragraph(text('Lies '), { type: 'link', url: 'https://example.org', children: [text('mehr', { bold: true })] }),
      { type: 'list', children: [{ type: 'list-item', children: [text('eins')] }, { type: 'list-item', children: [text('zwei')] }] },
      paragraph(text('')),
    ]; // prettier-ignore
    expect(textOf(blocks, { kind: 'blocks' })).toBe('Lies mehr\neins\nzwei');
  });

  it('is the texts in components and dynamic zones, in their order', () => {
    const box = { heading: { kind: 'plain' }, text: { kind: 'blocks' } } as const;
    expect(
      textOf([{ heading: 'A', text: [paragraph(text('a'))] }, { heading: 'B' }], { kind: 'component', fields: box })
    ).toBe('A\na\nB');
    expect(
      textOf([{ __component: 'box', heading: 'A' }, { __component: 'unknown', heading: 'B' }, null], {
        kind: 'zone',
        components: { box },
      })
    ).toBe('A');
  });

  it('survives what no editor would write', () => {
    for (const odd of [undefined, null, 7, 'x', [null], [{ children: 7 }], {}]) {
      expect(typeof textOf(odd, { kind: 'blocks' })).toBe('string');
    }
    expect(textsOf(null, { title: { kind: 'plain' } })).toEqual({ title: '' });
  });
});
