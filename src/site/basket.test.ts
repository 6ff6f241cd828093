import fc from 'fast-check';

import { linesIn, nameOf, textOf, withLine, without } from './basket';

const line = { material: 'abc', locale: 'de', quantity: 2 };

describe('the basket in a cookie', () => {
  it('is read as it was written', () => {
    const lines = [line, { material: 'x-_9', locale: 'pt-BR', quantity: 1 }];
    expect(linesIn(textOf(lines) ?? undefined)).toEqual(lines);
    expect(textOf([])).toBeNull();
    expect(linesIn(undefined)).toEqual([]);
  });

  it('takes whatever somebody wrote into it, and never breaks', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const { quantity } of linesIn(text)) expect(quantity).toBeGreaterThan(0);
      })
    );
    expect(linesIn('abc:de:0~abc:de:3~nonsense~:de:1')).toEqual([{ ...line, quantity: 3 }]);
  });

  it('holds a material of a language once, as it was', () => {
    expect(withLine([line], { ...line, quantity: 9 })).toEqual([line]);
    expect(withLine([line], { ...line, locale: 'en' })).toHaveLength(2);
    expect(without([line, { ...line, locale: 'en' }], new Set([nameOf(line)]))).toEqual([{ ...line, locale: 'en' }]);
  });

  it('keeps a line whose number of copies was typed wrong', () => {
    expect(textOf([{ ...line, quantity: NaN }])).toBe('abc:de:1');
  });
});
