import { bullets, paragraph } from '../blocks.mjs';

/** Sold by an external shop. */
export default {
  key: 'methodenkoffer',
  topics: ['international', 'training'],
  pattern: 'circles',
  publishers: ['grenzenlos'],
  publishedOn: '2024-08-19',
  price: 24.9,
  orderUrl: 'https://shop.example.org/methodenkoffer-sprachanimation',
  locales: {
    de: {
      title: 'Methodenkoffer Sprachanimation',
      subtitle: 'Fünfzig Spiele für Gruppen ohne gemeinsame Sprache',
      abstract: 'Koffer mit Karten, Würfeln und Handbuch – für den ersten Abend, wenn sich noch niemand traut.',
      pages: 80,
      description: [
        paragraph('Lachen geht immer. Die Spiele bauen darauf auf und führen in kleinen Schritten zu ganzen Sätzen.'),
        bullets('Fünfzig Spielkarten', 'Bildwürfel aus Holz', 'Handbuch auf Deutsch, Englisch und Französisch'),
      ],
    },
    en: {
      title: 'Language Games Kit',
      subtitle: 'Fifty games for groups without a common language',
      abstract: 'A case of cards, dice and a handbook – for the first evening, when nobody dares to speak.',
      pages: 80,
      description: [
        paragraph('Laughing always works. The games start there and lead, in small steps, to whole sentences.'),
        bullets('Fifty game cards', 'Wooden picture dice', 'Handbook in German, English and French'),
      ],
    },
    fr: {
      title: 'Mallette d’animation linguistique',
      subtitle: 'Cinquante jeux pour des groupes sans langue commune',
      abstract: 'Une mallette de cartes, de dés et un manuel, pour le premier soir, quand personne n’ose parler.',
      pages: 80,
      description: [
        paragraph('Rire, ça marche toujours. Les jeux partent de là et mènent, à petits pas, aux phrases entières.'),
        bullets('Cinquante cartes', 'Dés imagés en bois', 'Manuel en allemand, anglais et français'),
      ],
    },
  },
  stock: [{ edition: null, orderNumber: 'NJG-50', availability: 'in-stock' }],
  expected: {
    de: { type: 'order', availability: 'in-stock', url: 'https://shop.example.org/methodenkoffer-sprachanimation' },
    en: { type: 'order', availability: 'in-stock', url: 'https://shop.example.org/methodenkoffer-sprachanimation' },
    fr: { type: 'order', availability: 'in-stock', url: 'https://shop.example.org/methodenkoffer-sprachanimation' },
  },
};
