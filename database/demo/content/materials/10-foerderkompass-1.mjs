import { paragraph } from '../blocks.mjs';

/** The first of three editions: readers are led to the newest at once. */
export default {
  key: 'foerderkompass-1',
  topics: ['funding'],
  pattern: 'compass',
  publishers: ['portal'],
  publishedOn: '2019-03-01',
  locales: {
    de: {
      title: 'Förderkompass Jugendarbeit, 1. Auflage',
      subtitle: 'Fördermittel finden und beantragen',
      abstract: 'Der erste Überblick über Stiftungen und Programme in Musterland.',
      pages: 72,
      pdf: true,
      description: [
        paragraph('Stand 2019. Fristen und Beträge haben sich seither geändert; gültig ist die neueste Auflage.'),
      ],
    },
    en: {
      title: 'Funding Compass for Youth Work, 1st edition',
      subtitle: 'Finding and applying for grants',
      abstract: 'A first overview of foundations and programmes in Musterland.',
      pages: 72,
      description: [paragraph('As of 2019. Deadlines and sums have changed since; please use the latest edition.')],
    },
  },
  stock: [{ edition: null, orderNumber: 'FP-F1', availability: 'replaced', successor: 'foerderkompass-2' }],
  expected: {
    de: { type: 'successor', availability: 'replaced', successor: 'foerderkompass-3', file: 'de' },
    en: { type: 'successor', availability: 'replaced', successor: 'foerderkompass-3', file: 'de' },
  },
};
