import { changedPages, pathOf, shownOf, type PageState } from './page-change';

const TEMPLATE = '/material.html?slug={slug}&locale={locale}';
const page = (locale: string | null, slug: string | null, digest = 'a'): PageState => ({ locale, slug, digest });
const between = (before: PageState[], now: PageState[]) => changedPages('api::heft.heft', 'abc', before, now, TEMPLATE);

describe('changed pages', () => {
  it('are none where readers see the same', () => {
    expect(between([page('de', 'heft')], [page('de', 'heft')])).toEqual([]);
  });

  it('are new, others or gone, each with where it is and where it was', () => {
    const before = [page('de', 'heft'), page('en', 'booklet'), page('fr', 'cahier')];
    const now = [page('de', 'heft', 'b'), page('en', 'leaflet', 'b'), page('it', 'quaderno')];
    expect(between(before, now).map(({ locale, change, slug, oldSlug }) => [locale, change, slug, oldSlug])).toEqual([
      ['de', 'changed', 'heft', 'heft'],
      ['en', 'changed', 'leaflet', 'booklet'],
      ['fr', 'unpublished', null, 'cahier'],
      ['it', 'published', 'quaderno', null],
    ]);
    expect(between(before, now)[1]).toMatchObject({
      path: '/material.html?slug=leaflet&locale=en',
      oldPath: '/material.html?slug=booklet&locale=en',
    });
  });

  it('are found by their documentId where there is no slug, and nowhere without an address', () => {
    expect(pathOf('/m/{slug}', 'abc', page(null, null))).toBe('/m/abc');
    expect(pathOf(undefined, 'abc', page('de', 'heft'))).toBeNull();
  });
});

describe('what a page shows', () => {
  it('is the same after it was published once more', () => {
    const row = (id: number, updatedAt: string) => ({ id, updatedAt, title: 'Heft', authors: [{ id, name: 'Ada' }] });
    expect(shownOf(row(1, '2027'))).toEqual(shownOf(row(2, '2028')));
    expect(JSON.stringify(shownOf({ b: 1, a: [{ d: 2, c: 3 }] }))).toBe('{"a":[{"c":3,"d":2}],"b":1}');
  });
});
