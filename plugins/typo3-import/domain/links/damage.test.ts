import fc from 'fast-check';

import { damage } from './damage';
import { anyTypolink } from './test-links';
import { encodeTypolink } from './typolink';

describe('the damage of an HTML parser', () => {
  it.each([
    ['names end at slashes', 'http://www.example.org/a/b', 'http: www.example.org a b'],
    ['names are lower-cased', 'WWW.Example.org/A', 'www.example.org a'],
    ['names with a quote are dropped', '_blank - x "Opens link in window"', '_blank x link in'],
    ['names with signs that HTML refuses are dropped', 'a#b c%d e&f g,h i;j k?l m[n] o^p q`r {s} @t u', 'u'],
    ['names that begin with a digit, a dot or a hyphen are dropped', 'http://x.org/2013/03/.a/-b/c3', 'http: x.org c3'],
    ['of equal names one is kept', 'http://x.org/a/b/a _blank b', 'http: x.org a b _blank'],
    ['a page is dropped', '12 _blank', '_blank'],
    ['a value stays with its name', 'x.org/a=1', 'x.org a="1"'],
    ['handlers stay', 'record:news:tt_news:12', 'record:news:tt_news:12'],
  ])('%s', (_, before, after) => {
    expect(damage(before)).toBe(after);
  });

  it('is done once and for all: a second time it finds nothing', () => {
    fc.assert(
      fc.property(anyTypolink, (link) => {
        const once = damage(encodeTypolink(link));
        expect(damage(once)).toBe(once);
      }),
      { numRuns: 500 }
    );
  });
});
