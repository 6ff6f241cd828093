import fc from 'fast-check';

import { wordDiff, type DiffPart } from './word-diff';

const without = (parts: readonly DiffPart[], kind: DiffPart['kind']): string =>
  parts.flatMap((part) => (part.kind === kind ? [] : part.text)).join('');

describe('the difference of two texts', () => {
  it('is told in words', () => {
    expect(wordDiff('Wasser ist nass.', 'Wasser ist sehr nass.', 'de')).toEqual([
      { kind: 'same', text: 'Wasser ist ' },
      { kind: 'added', text: 'sehr ' },
      { kind: 'same', text: 'nass.' },
    ]);
  });

  it('is none between the same texts', () => {
    expect(wordDiff('a\nb', 'a\nb', 'en')).toEqual([{ kind: 'same', text: 'a\nb' }]);
    expect(wordDiff('', '', 'en')).toEqual([]);
  });

  it('finds words where a language writes none apart', () => {
    const parts = wordDiff('我喜欢读书', '我喜欢写书', 'zh');
    expect(parts[0]).toEqual({ kind: 'same', text: '我喜欢' });
  });

  it('holds both texts whole, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (before, after) => {
        const parts = wordDiff(before, after, 'de');
        expect(without(parts, 'added')).toBe(before);
        expect(without(parts, 'removed')).toBe(after);
      })
    );
  });

  it('does not keep anybody waiting over two long texts that have nothing in common', () => {
    const words = (seed: number) =>
      Array.from({ length: 200_000 }, (_, i) => ((i * seed) % 99_991).toString(36)).join(' ');
    const start = Date.now();
    const parts = wordDiff(words(7), words(11), 'en');
    expect(Date.now() - start).toBeLessThan(10_000);
    expect(parts.length).toBeGreaterThan(0);
  });
});
