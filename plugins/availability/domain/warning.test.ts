import type { Explanation } from './decision';
import { warningsOf } from './warning';

/** What readers of one language see, so far as warnings look at it. */
const seen = (locale: string, state: string, type: string, pdf = locale): [string, Explanation] => [
  locale,
  {
    facts: { state, pdf: { locale, url: `/uploads/${pdf}.pdf` }, version: { locale } },
    decision: { type, isLate: false, expectedOn: null },
  } as unknown as Explanation,
];

describe('a warning', () => {
  it('names the pages that tell of a new edition and lead to none', () => {
    const pages = new Map([seen('de', 'replaced', 'download'), seen('en', 'replaced', 'successor')]);
    expect(warningsOf(pages)).toEqual([{ kind: 'no-successor', locale: 'de' }]);
  });
  it('is not given of what was withdrawn', () => {
    expect(warningsOf(new Map([seen('de', 'withdrawn', 'none')]))).toEqual([]);
  });
  it('names the pages whose PDF is a copy of another language’s', () => {
    const pages = new Map([seen('de', 'out-of-print', 'download'), seen('fr', 'out-of-print', 'download', 'de')]);
    expect(warningsOf(pages)).toEqual([{ kind: 'same-pdf', locale: 'fr', pdfLocale: 'de' }]);
    expect(warningsOf(pages, false)).toEqual([]);
  });
  it('is not given of a page that stands in for another language', () => {
    const [, german] = seen('de', 'replaced', 'download');
    expect(warningsOf(new Map([['en', german]]))).toEqual([]);
  });
});
