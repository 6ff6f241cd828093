import { present, type MaterialAction } from '../../../domain/action';
import { decide } from '../../../domain/decision';
import type { MaterialVersion, PdfFile, Settings, StockStatus } from '../../../domain/facts';
import type { Speaker } from '../../../domain/speech';

/** What readers of a language would get of a made-up material in one state. */
export interface Example {
  readonly id: string;
  /** Null: the material has no stock status. */
  readonly availability: StockStatus['availability'] | null;
  readonly action: MaterialAction;
}

const DAY = 86_400_000;
const dayFrom = (today: number, days: number): string => new Date(today + days * DAY).toISOString().slice(0, 10);

const PDF: PdfFile = { url: '/example.pdf', name: 'example.pdf', mime: 'application/pdf', sizeInBytes: 1_234_567 };

interface Sample {
  readonly stock: Partial<StockStatus> | null;
  readonly file?: 'own' | 'foreign' | 'all';
}

/** One for each state; together they say every text that there is. */
const samples = (today: number): readonly Sample[] => [
  { stock: { availability: 'in-stock' } },
  { stock: { availability: 'on-demand' }, file: 'own' },
  { stock: { availability: 'not-yet-available', expectedOn: dayFrom(today, 60) } },
  { stock: { availability: 'out-of-stock', expectedOn: dayFrom(today, 20) }, file: 'own' },
  { stock: { availability: 'reprinting', expectedOn: dayFrom(today, -3) }, file: 'foreign' },
  { stock: { availability: 'reprint-undecided' } },
  { stock: { availability: 'out-of-print' }, file: 'all' },
  { stock: { availability: 'replaced', successor: 'newer' } },
  { stock: { availability: 'withdrawn' }, file: 'own' },
  { stock: null, file: 'own' },
  { stock: null },
];

const versionIn = (locale: string, title: string, file: Sample['file']): MaterialVersion => ({
  locale,
  status: 'published',
  title,
  slug: 'example',
  pdf: file ? PDF : null,
  pdfUrl: null,
  otherFiles: file === 'all' ? { accessible: PDF, 'easy-language': PDF } : {},
  orderUrl: null,
  maxPerOrder: null,
});

const stockOf = (stock: Partial<StockStatus>): StockStatus => ({
  edition: null,
  availability: 'in-stock',
  quantity: null,
  lowStockAt: null,
  whenSoldOut: 'out-of-print',
  expectedOn: null,
  successor: null,
  ...stock,
});

/** The button and the notice of each state as readers of a language will get them, made by the rules themselves. */
export const examplesIn = (locale: string, title: string, speak: Speaker, today: number): Example[] => {
  const foreign = locale.startsWith('de') ? 'en' : 'de';
  const settings: Settings = {
    locales: [locale, foreign],
    defaultLocale: locale,
    fallbacks: {},
    pages: { material: '/{slug}', order: '/{documentId}' },
    waitlist: false,
    origins: { files: '', pages: '' },
    today: dayFrom(today, 0),
  };
  return samples(today).flatMap(({ stock, file }, index): Example[] => {
    const versions = [versionIn(locale, title, file === 'foreign' ? undefined : file)];
    if (file === 'foreign') versions.push(versionIn(foreign, title, file));
    const catalogue = new Map([
      ['example', { documentId: 'example', versions, editions: stock ? [stockOf(stock)] : [] }],
      ['newer', { documentId: 'newer', versions: [versionIn(locale, title, undefined)], editions: [] }],
    ]);
    const decision = decide({ documentId: 'example', locale, audience: 'public' }, catalogue, settings);
    return decision
      ? [{ id: String(index), availability: stock?.availability ?? null, action: present(decision, speak) }]
      : [];
  });
};
