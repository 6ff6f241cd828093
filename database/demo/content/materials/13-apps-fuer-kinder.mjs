import { paragraph } from '../blocks.mjs';

/** Recalled: the text must not be handed out, although its PDF is in the media library. */
export default {
  key: 'apps-fuer-kinder',
  topics: ['protection', 'digital'],
  pattern: 'cards',
  publishers: ['schutz'],
  publishedOn: '2023-06-01',
  locales: {
    de: {
      title: 'Gute Apps für Kinder',
      subtitle: 'Empfehlungsliste für Hort und Ganztag',
      abstract:
        'Dreißig Apps im Überblick. Zurückgezogen, weil mehrere Angebote ihre Datenschutzregeln verschlechtert haben.',
      pages: 24,
      pdf: true,
      description: [paragraph('Die Liste wird nicht mehr abgegeben. Bitte entfernen Sie auch ausgelegte Exemplare.')],
    },
    en: {
      title: 'Good Apps for Children',
      subtitle: 'Recommendations for after-school care',
      abstract: 'Thirty apps at a glance. Withdrawn because several of them have weakened their privacy rules.',
      pages: 24,
      pdf: true,
      description: [paragraph('This list is no longer given out. Please remove copies that are on display.')],
    },
    fr: {
      title: 'De bonnes applis pour enfants',
      subtitle: 'Sélection pour l’accueil périscolaire',
      abstract:
        'Trente applications en bref. Retirée : plusieurs d’entre elles ont affaibli leur protection des données.',
      pages: 24,
      description: [
        paragraph('Cette liste n’est plus distribuée. Merci de retirer aussi les exemplaires en libre accès.'),
      ],
    },
  },
  stock: [{ edition: null, orderNumber: 'FKJ-124', availability: 'withdrawn', quantity: 310 }],
  expected: {
    de: { type: 'none', availability: 'withdrawn', onixCode: '46', file: null },
    en: { type: 'none', availability: 'withdrawn', onixCode: '46', file: null },
    fr: { type: 'none', availability: 'withdrawn', onixCode: '46', file: null },
  },
};
