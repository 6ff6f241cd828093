import fc from 'fast-check';

import { decodePlaces, encodePlaces } from './parameters';
import { decodeT3, encodeT3 } from './t3';
import { decodeTarget, encodeTarget } from './target';
import { anyNewTarget, anyOldTarget, anyPlace, anyTypolink } from './test-links';
import { decodeTypolink, encodeTypolink } from './typolink';

describe('decode(encode(x)) = x', () => {
  it('for the places of an old tag', () => {
    const url = anyPlace.filter((value) => value !== '');
    const [window, cssClass, title, additionalParameters, rel, download] = Array(6).fill(
      anyPlace
    ) as (typeof anyPlace)[];
    fc.assert(
      fc.property(
        fc.record({ url, window, cssClass, title, additionalParameters, rel, download } as Record<
          string,
          typeof anyPlace
        >),
        (places) => {
          expect(decodePlaces(encodePlaces(places as never))).toEqual(places);
        }
      ),
      { numRuns: 500 }
    );
  });

  it('for targets in the old syntax', () => {
    fc.assert(
      fc.property(anyOldTarget, (target) => {
        expect(decodeTarget(encodeTarget(target))).toEqual(target);
      }),
      { numRuns: 500 }
    );
  });

  it('for targets in the new syntax', () => {
    fc.assert(
      fc.property(anyNewTarget, (target) => {
        const written = encodeT3(target);
        expect(written.startsWith('t3:') ? decodeT3(written) : decodeTarget(written)).toEqual(target);
      }),
      { numRuns: 500 }
    );
  });

  it('for whole old tags', () => {
    // An empty url is "here" by itself, but no place before others: TYPO3 writes and reads it as page "-".
    const hasPage = ({ target }: { target: { kind: string; page?: string } }) => target.page !== 'current';
    fc.assert(
      fc.property(anyTypolink.filter(hasPage), (link) => {
        expect(decodeTypolink(encodeTypolink(link))).toEqual(link);
      }),
      { numRuns: 500 }
    );
  });
});
