import { paragraph, steps } from '../blocks.mjs';

/** A draft: the copies are in the warehouse, the page is not out. Readers must not see it anywhere. */
export default {
  key: 'barcamp-handbuch',
  draft: true,
  topics: ['participation', 'digital'],
  pattern: 'network',
  publishers: ['beteiligung'],
  maxPerOrder: 5,
  locales: {
    de: {
      title: 'Barcamp-Handbuch',
      subtitle: 'Jugendkonferenzen ohne fertiges Programm',
      abstract: 'Wie aus leeren Tafeln ein voller Tag wird.',
      pages: 60,
      pdf: true,
      description: [
        paragraph('Ein Barcamp beginnt mit einer leeren Wand. Das Handbuch sagt, warum das gut ist.'),
        steps('Vorstellen', 'Vorschlagen', 'Abstimmen', 'Loslegen'),
      ],
    },
    en: {
      title: 'Barcamp Handbook',
      subtitle: 'Youth conferences without a ready-made programme',
      abstract: 'How empty boards become a full day.',
      pages: 60,
      description: [
        paragraph('A barcamp starts with an empty wall. The handbook says why that is a good thing.'),
        steps('Introduce yourselves', 'Suggest topics', 'Vote', 'Get going'),
      ],
    },
  },
  stock: [{ edition: null, orderNumber: 'LJB-021', availability: 'in-stock', quantity: 500, lowStockAt: 50 }],
  expected: {},
};
