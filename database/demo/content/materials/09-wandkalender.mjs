import { paragraph } from '../blocks.mjs';

/** Out of print and never a PDF. */
export default {
  key: 'wandkalender',
  topics: ['participation'],
  pattern: 'grid',
  publishers: ['beteiligung'],
  publishedOn: '2023-11-20',
  locales: {
    de: {
      title: 'Zwölf Monate Mitbestimmung',
      subtitle: 'Wandkalender 2024',
      abstract: 'Ein Kalender mit Terminen, Rechten und Ideen für Jugendgremien.',
      pages: 14,
      description: [paragraph('Der Kalender ist einmalig erschienen. Restexemplare gibt es nicht mehr.')],
    },
  },
  stock: [{ edition: null, orderNumber: 'LJB-K24', availability: 'out-of-print' }],
  expected: { de: { type: 'none', availability: 'out-of-print', onixCode: '51' } },
};
