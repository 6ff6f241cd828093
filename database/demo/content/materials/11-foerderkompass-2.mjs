import { paragraph } from '../blocks.mjs';

export default {
  key: 'foerderkompass-2',
  topics: ['funding'],
  pattern: 'compass',
  publishers: ['portal'],
  publishedOn: '2022-03-01',
  locales: {
    de: {
      title: 'Förderkompass Jugendarbeit, 2. Auflage',
      subtitle: 'Fördermittel finden, beantragen und abrechnen',
      abstract: 'Überarbeitet und um ein Kapitel zur Abrechnung ergänzt.',
      pages: 90,
      pdf: true,
      description: [paragraph('Stand 2022. Diese Auflage wurde durch die dritte ersetzt.')],
    },
    en: {
      title: 'Funding Compass for Youth Work, 2nd edition',
      subtitle: 'Finding, applying for and accounting for grants',
      abstract: 'Revised, with a new chapter on accounts.',
      pages: 90,
      pdf: true,
      description: [paragraph('As of 2022. This edition has been replaced by the third.')],
    },
  },
  stock: [{ edition: null, orderNumber: 'FP-F2', availability: 'replaced', successor: 'foerderkompass-3' }],
  expected: {
    de: { type: 'successor', availability: 'replaced', successor: 'foerderkompass-3', file: 'de' },
    en: { type: 'successor', availability: 'replaced', successor: 'foerderkompass-3', file: 'en' },
  },
};
