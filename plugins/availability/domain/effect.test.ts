import { effectsOf, withChange, type MaterialChange } from './effect';
import { createSpeaker } from './speech';
import { catalogue, edition, material, pdf, settings, version } from './test-catalogue';
import type { MaterialFacts } from './facts';

const site = settings({
  pages: { material: '/{locale}/{slug}', order: '/order?material={documentId}&locale={locale}' },
});
const german = version({ slug: 'heft', pdf: pdf() });
const english = version({ locale: 'en', slug: 'booklet' });
const guide = material({ versions: [german, english] });

/** What a change does, in short: language, button before and after, page before and after. */
const told = (change: MaterialChange, changed: MaterialFacts = guide, ...others: MaterialFacts[]) => {
  const before = catalogue(changed, ...others);
  const after = new Map(before).set(changed.documentId, withChange(changed, change));
  return effectsOf([...before.keys()], before, after, site, createSpeaker('de')).map(
    ({ documentId, locale, before: was, after: will, ...effect }) => ({
      of: `${documentId} ${locale}`,
      button: effect.isButtonChanged ? [was.button?.url ?? null, will.button?.url ?? null] : null,
      target: effect.isTargetChanged ? [was.target, will.target] : null,
      page: effect.isPageChanged ? [was.page, will.page] : null,
    })
  );
};

describe('what a change does', () => {
  it('is nothing where readers get what they got', () => {
    expect(told({ stock: { edition: null, changed: { quantity: 5 } } })).toEqual([]);
    expect(told({ stock: { edition: null, changed: { expectedOn: '2026-12-01' } } })).toEqual([]);
    expect(told({ publish: { locale: 'de', changed: { slug: 'heft', pdf: pdf() } } })).toEqual([]);
  });

  it('names each language whose button the stock takes away', () => {
    const order = (locale: string) => `/order?material=guide&locale=${locale}`;
    expect(told({ stock: { edition: null, changed: { availability: 'out-of-print' } } })).toEqual(
      ['de', 'en', 'fr'].map((locale) => ({
        of: `guide ${locale}`,
        button: [order(locale), '/uploads/guide.pdf'],
        target: [order(locale), '/uploads/guide.pdf'],
        page: null,
      }))
    );
  });

  it('is of one language where an edition is of one language', () => {
    const apart = material({ versions: [german, english], editions: [edition({ edition: 'de' }), edition()] });
    const change = { stock: { edition: 'de', changed: { quantity: 0 } } };
    expect(told(change, apart).map(({ of }) => of)).toEqual(['guide de']);
  });

  it('tells of a new address: of the page, and of texts whose link leads there', () => {
    const change = { publish: { locale: 'de', changed: { slug: 'neu' } } };
    expect(told(change)).toEqual([{ of: 'guide de', button: null, target: null, page: ['/de/heft', '/de/neu'] }]);
    const bare = material({ versions: [version({ slug: 'heft' })], editions: [] });
    expect(told(change, bare).map(({ of, target }) => [of, target])).toEqual([
      ['guide de', ['/de/heft', '/de/neu']],
      ['guide en', ['/de/heft', '/de/neu']],
      ['guide fr', ['/de/heft', '/de/neu']],
    ]);
  });

  it('tells of another file, also in languages that borrow it', () => {
    const gone = material({ versions: [german, english], editions: [edition({ availability: 'out-of-print' })] });
    const other = pdf({ url: '/uploads/new.pdf' });
    expect(
      told({ publish: { locale: 'de', changed: { pdf: other } } }, gone).map(({ of, button }) => [of, button])
    ).toEqual(['de', 'en', 'fr'].map((locale) => [`guide ${locale}`, ['/uploads/guide.pdf', '/uploads/new.pdf']]));
  });

  it('tells of the page that goes with its language, and of the others that lose their file', () => {
    const gone = material({ versions: [german, english], editions: [edition({ availability: 'out-of-print' })] });
    expect(told({ unpublish: ['de'] }, gone)).toEqual([
      {
        of: 'guide de',
        button: ['/uploads/guide.pdf', null],
        target: ['/uploads/guide.pdf', '/en/booklet'],
        page: ['/de/heft', null],
      },
      {
        of: 'guide en',
        button: ['/uploads/guide.pdf', null],
        target: ['/uploads/guide.pdf', '/en/booklet'],
        page: null,
      },
      {
        of: 'guide fr',
        button: ['/uploads/guide.pdf', null],
        target: ['/uploads/guide.pdf', '/en/booklet'],
        page: null,
      },
    ]);
  });

  it('is of all languages where a field is shared by them', () => {
    const change = { publish: { locale: 'de', changed: {}, shared: { orderUrl: 'https://shop.example.org/1' } } };
    expect(told(change).map(({ of, button }) => [of, button?.[1]])).toEqual(
      ['de', 'en', 'fr'].map((locale) => [`guide ${locale}`, 'https://shop.example.org/1'])
    );
  });

  it('reaches the materials that this one took the place of', () => {
    const old = material({
      documentId: 'old',
      versions: [version({ slug: 'alt' })],
      editions: [edition({ availability: 'replaced', successor: 'guide' })],
    });
    const change = { publish: { locale: 'de', changed: { slug: 'neu' } } };
    const [, reached] = told(change, guide, old);
    expect(reached).toEqual({
      of: 'old de',
      button: ['/de/heft', '/de/neu'],
      target: ['/de/heft', '/de/neu'],
      page: null,
    });
  });

  it('tells of a new edition and of a new language', () => {
    const none = material({ versions: [german], editions: [] });
    const change = { stock: { edition: null, changed: { availability: 'in-stock' as const } } };
    expect(told(change, none).map(({ button }) => button?.[1])).toContain('/order?material=guide&locale=de');
    expect(told({ publish: { locale: 'fr', changed: { slug: 'livret', title: 'Livret' } } })).toMatchObject([
      { of: 'guide fr', page: [null, '/fr/livret'] },
    ]);
  });
});
