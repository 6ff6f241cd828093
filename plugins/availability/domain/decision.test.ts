import { decide, explain } from './decision';
import type { MaterialFacts, StockStatus } from './facts';
import { catalogue, edition, material, pdf, settings, version } from './test-catalogue';

const ask = { documentId: 'guide', locale: 'de', audience: 'public' } as const;
const withPdf = [version({ pdf: pdf() })];

const decideFor = (
  editions: readonly StockStatus[],
  differs: Partial<MaterialFacts> = {},
  others: readonly MaterialFacts[] = []
) => decide(ask, catalogue(material({ editions, ...differs }), ...others), settings());

const newer = material({
  documentId: 'newer',
  versions: [version({ title: 'Der neue Wegweiser', slug: 'der-neue-wegweiser' })],
});

describe('the action, first line that applies', () => {
  it('1. withdrawn: none, and no file at all', () => {
    expect(decideFor([edition({ availability: 'withdrawn' })], { versions: withPdf })).toMatchObject({
      rule: 'withdrawn',
      type: 'none',
      url: null,
      file: null,
      onixCode: '46',
    });
  });

  it('2. replaced with a published successor: leads to its page; the old PDF stays as file', () => {
    const decision = decideFor([edition({ availability: 'replaced', successor: 'newer' })], { versions: withPdf }, [
      newer,
    ]);
    expect(decision).toMatchObject({
      rule: 'replaced',
      type: 'successor',
      url: '/material?slug=der-neue-wegweiser&locale=de',
      successor: { documentId: 'newer', slug: 'der-neue-wegweiser', title: 'Der neue Wegweiser' },
      file: { url: '/uploads/guide.pdf' },
    });
  });

  it('3. orderable: to the order form, or to the shop where there is one', () => {
    expect(decideFor([edition()])).toMatchObject({
      rule: 'orderable',
      type: 'order',
      url: '/order?material=guide&locale=de',
    });
    const shop = { versions: [version({ orderUrl: 'https://shop.example.org/1' })] };
    expect(decideFor([edition({ availability: 'on-demand' })], shop)).toMatchObject({
      type: 'order',
      url: 'https://shop.example.org/1',
    });
  });

  it('3. orderable: an unsafe shop address is passed over, not shown', () => {
    expect(decideFor([edition()], { versions: [version({ orderUrl: 'javascript:alert(1)' })] })?.url).toBe(
      '/order?material=guide&locale=de'
    );
  });

  it.each([
    'not-yet-available',
    'out-of-stock',
    'reprinting',
    'reprint-undecided',
    'out-of-print',
    'replaced',
  ] as const)('4. %s with a PDF: download', (availability) => {
    const decision = decideFor([edition({ availability, expectedOn: '2026-09-01' })], { versions: withPdf });
    expect(decision).toMatchObject({
      rule: 'pdf',
      type: 'download',
      url: '/uploads/guide.pdf',
      expectedOn: '2026-09-01',
    });
  });

  it('5. expected on a day: announce, without a target', () => {
    const decision = decideFor([edition({ availability: 'reprinting', expectedOn: '2026-09-01' })]);
    expect(decision).toMatchObject({
      rule: 'expected',
      type: 'announce',
      url: null,
      expectedOn: '2026-09-01',
      isLate: false,
    });
  });

  it('5. a day that has passed is still announced, as late', () => {
    expect(decideFor([edition({ availability: 'reprinting', expectedOn: '2026-06-14' })])?.isLate).toBe(true);
    expect(decideFor([edition({ availability: 'reprinting', expectedOn: '2026-06-15' })])?.isLate).toBe(false);
  });

  it('6. otherwise: none', () => {
    expect(decideFor([edition({ availability: 'out-of-print' })])).toMatchObject({
      rule: 'nothing',
      type: 'none',
      url: null,
      onixCode: '51',
    });
  });
});

describe('a material without a stock status', () => {
  it('is a download if it has a PDF', () => {
    expect(decideFor([], { versions: withPdf })).toMatchObject({
      type: 'download',
      availability: null,
      onixCode: null,
      schemaOrg: null,
    });
  });
  it('is else none: nothing is orderable by accident', () => {
    expect(decideFor([], { versions: [version({ orderUrl: 'https://shop.example.org/1' })] })).toMatchObject({
      type: 'none',
      url: null,
    });
  });
});

describe('languages', () => {
  it('out of print in German does not make the English edition out of print', () => {
    const facts = catalogue(
      material({
        versions: [version(), version({ locale: 'en', title: 'The guide' })],
        editions: [edition({ edition: 'de', availability: 'out-of-print' }), edition({ edition: 'en' })],
      })
    );
    expect(decide(ask, facts, settings())?.type).toBe('none');
    expect(decide({ ...ask, locale: 'en' }, facts, settings())?.type).toBe('order');
    expect(decide({ ...ask, locale: 'fr' }, facts, settings())?.type).toBe('none');
  });
  it('a locale without a row of its own is answered from the next along the chain', () => {
    const decision = decide(
      { ...ask, locale: 'fr' },
      catalogue(material({ versions: withPdf, editions: [] })),
      settings()
    );
    expect(decision).toMatchObject({ locale: 'fr', title: 'Der Wegweiser', file: { locale: 'de' } });
  });
});

describe('the waitlist', () => {
  const waits = (stock: Partial<StockStatus>, offered = true) =>
    decide(ask, catalogue(material({ editions: [edition(stock)], versions: withPdf })), settings({ waitlist: offered }))
      ?.waitlist;

  it('is offered beside the PDF where copies may come, and where the portal has one', () => {
    expect(waits({ availability: 'reprinting' })).toBe(true);
    expect(waits({ availability: 'in-stock', quantity: 0, whenSoldOut: 'out-of-stock' })).toBe(true);
    expect(waits({ availability: 'reprinting' }, false)).toBe(false);
  });

  it('is not offered where copies are there or will not come', () => {
    for (const availability of ['in-stock', 'on-demand', 'out-of-print', 'replaced', 'withdrawn'] as const) {
      expect(waits({ availability })).toBe(false);
    }
  });
});

describe('successors', () => {
  const replacedBy = (documentId: string, successor: string, status: 'draft' | 'published' = 'published') =>
    material({
      documentId,
      versions: [version({ title: documentId, slug: documentId, status })],
      editions: [edition({ availability: 'replaced', successor })],
    });

  const successorOf = (...materials: readonly MaterialFacts[]) =>
    decide({ ...ask, documentId: 'a' }, catalogue(...materials), settings())?.successor?.documentId ?? null;

  it('are followed to the newest', () =>
    expect(successorOf(replacedBy('a', 'b'), replacedBy('b', 'newer'), newer)).toBe('newer'));
  it('that are not published are passed through', () =>
    expect(successorOf(replacedBy('a', 'b', 'published'), replacedBy('b', 'newer', 'draft'), newer)).toBe('newer'));
  it('that end unpublished leave the last published one', () => {
    const hidden = material({ documentId: 'hidden', versions: [version({ status: 'draft' })] });
    expect(successorOf(replacedBy('a', 'b'), replacedBy('b', 'hidden'), hidden)).toBe('b');
    expect(successorOf(replacedBy('a', 'hidden'), hidden)).toBeNull();
  });
  it('in a loop are survived', () => {
    expect(successorOf(replacedBy('a', 'b'), replacedBy('b', 'a'))).toBe('b');
    expect(successorOf(replacedBy('a', 'b'), replacedBy('b', 'c'), replacedBy('c', 'b'))).toBe('c');
    expect(successorOf(replacedBy('a', 'a'))).toBeNull();
  });
  it('that were deleted are none', () => expect(successorOf(replacedBy('a', 'gone'))).toBeNull());
});

describe('limits', () => {
  it('maxPerOrder is said where something can be ordered, and only there', () => {
    const versions = [version({ maxPerOrder: 5, pdf: pdf() })];
    expect(decideFor([edition()], { versions })?.maxPerOrder).toBe(5);
    expect(decideFor([edition({ availability: 'out-of-print' })], { versions })?.maxPerOrder).toBeNull();
  });
  it('nobody is told of a material that is not published', () => {
    expect(decideFor([edition()], { versions: [version({ status: 'draft' })] })).toBeNull();
  });
});

describe('an explanation', () => {
  it('names the rule that decided and the facts it saw', () => {
    const explained = explain(
      ask,
      catalogue(material({ versions: withPdf, editions: [edition({ quantity: 0 })] })),
      settings()
    );
    expect(explained).toMatchObject({
      rule: 'pdf',
      facts: {
        state: 'out-of-print',
        edition: { quantity: 0 },
        pdf: { locale: 'de' },
        fallbackChain: ['de', 'en', 'fr'],
      },
    });
  });
});
