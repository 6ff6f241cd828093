import { bullets, heading, paragraph } from '../blocks.mjs';

export default {
  key: 'foerderkompass-3',
  topics: ['funding', 'training'],
  pattern: 'compass',
  publishers: ['portal'],
  publishedOn: '2025-03-03',
  price: 9.8,
  maxPerOrder: 5,
  locales: {
    de: {
      title: 'Förderkompass Jugendarbeit, 3. Auflage',
      subtitle: 'Fördermittel finden, beantragen, abrechnen – und gut ablehnen',
      abstract:
        'Über achtzig Programme, ein Fristenkalender und ein neues Kapitel darüber, wann sich ein Antrag nicht lohnt.',
      pages: 112,
      description: [
        paragraph(
          'Geld ist da, nur selten dort, wo man es zuerst sucht. Die dritte Auflage ordnet Programme nach dem, was Sie vorhaben.'
        ),
        heading(2, 'Neu in dieser Auflage'),
        bullets(
          'Fristenkalender zum Heraustrennen',
          'Musterfinanzplan mit Eigenanteil',
          'Checkliste: Lohnt sich dieser Antrag?'
        ),
      ],
    },
    en: {
      title: 'Funding Compass for Youth Work, 3rd edition',
      subtitle: 'Finding, applying, accounting – and politely declining',
      abstract:
        'More than eighty programmes, a calendar of deadlines and a new chapter on when an application is not worth it.',
      pages: 112,
      description: [
        paragraph(
          'The money is there, though rarely where one looks first. This edition sorts programmes by what you plan to do.'
        ),
        heading(2, 'New in this edition'),
        bullets('Tear-out calendar of deadlines', 'Model budget', 'Checklist: is this application worth it?'),
      ],
    },
  },
  stock: [{ edition: null, orderNumber: 'FP-F3', availability: 'in-stock', quantity: 640, lowStockAt: 50 }],
  expected: {
    de: { type: 'order', availability: 'in-stock', maxPerOrder: 5 },
    en: { type: 'order', availability: 'in-stock', maxPerOrder: 5 },
  },
};
