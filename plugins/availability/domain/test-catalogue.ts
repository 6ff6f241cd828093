import type { Catalogue, MaterialFacts, MaterialVersion, PdfFile, Settings, StockStatus } from './facts';

/** Builders for tests: what they make is valid, a test states only what differs. */

export const settings = (differs: Partial<Settings> = {}): Settings => ({
  locales: ['de', 'en', 'fr'],
  defaultLocale: 'de',
  fallbacks: {},
  pages: { material: '/material?slug={slug}&locale={locale}', order: '/order?material={documentId}&locale={locale}' },
  waitlist: false,
  origins: { files: '', pages: '' },
  today: '2026-06-15',
  ...differs,
});

export const pdf = (differs: Partial<PdfFile> = {}): PdfFile => ({
  url: '/uploads/guide.pdf',
  name: 'guide.pdf',
  mime: 'application/pdf',
  sizeInBytes: 1_234_567,
  ...differs,
});

export const version = (differs: Partial<MaterialVersion> = {}): MaterialVersion => ({
  locale: 'de',
  status: 'published',
  title: 'Der Wegweiser',
  slug: 'der-wegweiser',
  pdf: null,
  pdfUrl: null,
  otherFiles: {},
  orderUrl: null,
  maxPerOrder: null,
  ...differs,
});

export const edition = (differs: Partial<StockStatus> = {}): StockStatus => ({
  edition: null,
  availability: 'in-stock',
  quantity: null,
  lowStockAt: null,
  whenSoldOut: 'out-of-print',
  expectedOn: null,
  successor: null,
  ...differs,
});

export const material = (differs: Partial<MaterialFacts> = {}): MaterialFacts => ({
  documentId: 'guide',
  versions: [version()],
  editions: [edition()],
  ...differs,
});

export const catalogue = (...materials: readonly MaterialFacts[]): Catalogue =>
  new Map(materials.map((facts) => [facts.documentId, facts]));
