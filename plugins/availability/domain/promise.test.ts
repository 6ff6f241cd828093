import fc from 'fast-check';

import { materialAction } from '../../../packages/client/src/schemas';
import { present } from './action';
import { AVAILABILITIES, isAwaited, isOrderable, WHEN_SOLD_OUT } from './availability';
import { decide } from './decision';
import { chooseEdition, stateOf } from './edition';
import type { MaterialFacts, MaterialVersion, OtherFileKind, StockStatus } from './facts';
import { isRecalled } from './pdf';
import { createSpeaker } from './speech';
import { settings } from './test-catalogue';
import { isSafeUrl } from './url';

const LOCALES = ['de', 'en', 'fr', 'de-AT'];
const IDS = ['a', 'b', 'c', 'd'];
const speak = createSpeaker('de');

const url = fc.oneof(
  fc.constantFrom(null, 'javascript:alert(1)', '//evil.example.org', 'data:text/html,x', '', ' /a', '/a b', 'https://'),
  fc.webUrl(),
  fc.webPath().map((path) => `/${path}`)
);

const aFile = fc.record({
  url: fc.oneof(
    fc.webPath().map((path) => `/uploads${path}`),
    url.map((value) => value ?? '')
  ),
  name: fc.string(),
  mime: fc.constant('application/pdf'),
  sizeInBytes: fc.option(fc.nat(5e9), { nil: null }),
});

const aVersion: fc.Arbitrary<MaterialVersion> = fc.record({
  locale: fc.constantFrom(...LOCALES),
  status: fc.constantFrom('draft' as const, 'published' as const),
  title: fc.string(),
  slug: fc.option(fc.string(), { nil: null }),
  pdf: fc.option(aFile, { nil: null }),
  pdfUrl: url,
  otherFiles: fc.record({ accessible: aFile, 'easy-language': aFile }, { requiredKeys: [] }),
  orderUrl: url,
  maxPerOrder: fc.option(fc.integer({ min: 1, max: 50 }), { nil: null }),
});

const aStockStatus: fc.Arbitrary<StockStatus> = fc.record({
  edition: fc.constantFrom(null, ...LOCALES),
  availability: fc.constantFrom(...AVAILABILITIES),
  quantity: fc.option(fc.integer({ min: 0, max: 3 }), { nil: null }),
  lowStockAt: fc.option(fc.integer({ min: 0, max: 3 }), { nil: null }),
  whenSoldOut: fc.constantFrom(...WHEN_SOLD_OUT),
  expectedOn: fc.constantFrom(null, '2020-02-29', '2026-06-15', '2031-12-31'),
  successor: fc.constantFrom(null, ...IDS, 'nowhere'),
});

const aCatalogue = fc
  .tuple(
    ...IDS.map((documentId) =>
      fc.record<MaterialFacts>({
        documentId: fc.constant(documentId),
        versions: fc.uniqueArray(aVersion, { maxLength: 8, selector: ({ locale, status }) => locale + status }),
        editions: fc.uniqueArray(aStockStatus, { maxLength: 4, selector: ({ edition }) => edition }),
      })
    )
  )
  .map((materials) => new Map(materials.map((facts) => [facts.documentId, facts])));

const anAsk = fc.record({
  documentId: fc.constantFrom(...IDS),
  locale: fc.constantFrom(...LOCALES),
  audience: fc.constant('public' as const),
});

/** Every address of a PDF that is published, anywhere in a material. */
const publishedFiles = ({ versions }: MaterialFacts): Set<string> =>
  new Set(
    versions
      .filter(({ status }) => status === 'published')
      .flatMap(({ pdf, pdfUrl }) => [pdf?.url, pdfUrl].filter(isSafeUrl))
  );

/** The addresses of a material's published files of one kind, in one language. */
const publishedOthers = ({ versions }: MaterialFacts, kind: OtherFileKind, locale: string): unknown[] =>
  versions
    .filter((row) => row.status === 'published' && row.locale === locale)
    .map(({ otherFiles }) => otherFiles[kind]?.url);

const world = { locales: LOCALES, defaultLocale: 'de', waitlist: true };

describe('the promise, for any materials, editions, locales, drafts and files', () => {
  it('is what the client for frontends says of it, field by field', () => {
    fc.assert(
      fc.property(aCatalogue, anAsk, (catalogue, ask) => {
        const decision = decide(ask, catalogue, settings(world));
        if (!decision) return;
        const action = present(decision, speak);
        expect(materialAction.parse(action)).toEqual(action);
      })
    );
  });

  it('holds', () => {
    fc.assert(
      fc.property(aCatalogue, anAsk, (catalogue, ask) => {
        const material = catalogue.get(ask.documentId) as MaterialFacts;
        const decision = decide(ask, catalogue, settings(world));
        const isPublished = material.versions.some(({ status }) => status === 'published');
        expect(decision !== null).toBe(isPublished); // always an answer, and only about what is published
        if (!decision) return;
        const action = present(decision, speak);
        const edition = chooseEdition(material.editions, ask.locale);
        const state = edition && stateOf(edition);

        if (action.type === 'order') expect(state !== null && isOrderable(state)).toBe(true);
        if (action.url !== null) expect(isSafeUrl(action.url)).toBe(true);
        if (action.file) {
          expect(publishedFiles(material)).toContain(action.file.url);
          expect(isRecalled(material.editions, action.file.locale)).toBe(false);
        }
        expect(action.otherFiles).not.toEqual([]); // there only where there are any
        for (const other of action.otherFiles ?? []) {
          expect(isSafeUrl(other.url)).toBe(true);
          expect(publishedOthers(material, other.kind, other.locale)).toContain(other.url);
          expect(isRecalled(material.editions, other.locale)).toBe(false);
          expect(other.accessibleLabel.toLowerCase()).toContain(other.label.toLowerCase());
        }
        if (action.type === 'download') expect(action.url).toBe(action.file?.url);
        if (state === 'withdrawn') {
          expect([action.type, action.url, action.file, action.otherFiles]).toEqual(['none', null, null, undefined]);
        }
        if (action.successor) {
          expect(action.successor.documentId).not.toBe(ask.documentId);
          expect(
            catalogue.get(action.successor.documentId)?.versions.some(({ status }) => status === 'published')
          ).toBe(true);
        }

        const hasTarget = action.type === 'order' || action.type === 'download' || action.type === 'successor';
        expect([action.url !== null, action.label !== null, action.accessibleLabel !== null]).toEqual([
          hasTarget,
          hasTarget,
          hasTarget,
        ]);
        expect(action.notice === null).toBe(action.availability === 'in-stock');
        expect(action.notice).not.toBe('');
        if (action.type === 'announce') expect(action.expectedOn).not.toBeNull();
        expect(action.waitlist).toBe(state !== null && isAwaited(state) ? true : undefined);
        if (action.waitlist) expect(action.type).not.toBe('order');
        expect(JSON.stringify(action)).not.toContain('quantity');
      }),
      { numRuns: 5_000 }
    );
  });
});
