import { bullets, paragraph } from '../blocks.mjs';

/** Only late: it will be back, and there is no PDF of a box of cards. */
export default {
  key: 'recht-im-bild',
  topics: ['privacy', 'protection'],
  pattern: 'cards',
  publishers: ['schutz'],
  publishedOn: '2022-05-09',
  maxPerOrder: 3,
  locales: {
    de: {
      title: 'Recht im Bild',
      subtitle: 'Sechzig Fragekarten zu Fotos, Videos und Persönlichkeitsrechten',
      abstract: 'Darf ich das posten? Ein Kartenspiel, das Gruppen in zwanzig Minuten ins Diskutieren bringt.',
      pages: 60,
      description: [
        paragraph('Jede Karte erzählt einen kleinen Fall. Die Gruppe entscheidet, dreht um und vergleicht.'),
        bullets('Sechzig Karten in drei Schwierigkeitsgraden', 'Spielanleitung in einfacher Sprache'),
      ],
    },
    en: {
      title: 'The Right Picture',
      subtitle: 'Sixty question cards on photos, videos and personal rights',
      abstract: 'May I post this? A card game that gets groups talking in twenty minutes.',
      pages: 60,
      description: [
        paragraph('Each card tells a small case. The group decides, turns it over and compares.'),
        bullets('Sixty cards in three levels', 'Rules in plain language'),
      ],
    },
    fr: {
      title: 'Droit à l’image',
      subtitle: 'Soixante cartes-questions sur les photos, les vidéos et les droits de chacun',
      abstract: 'Ai-je le droit de publier ça ? Un jeu de cartes qui lance le débat en vingt minutes.',
      pages: 60,
      description: [
        paragraph('Chaque carte raconte un petit cas. Le groupe décide, retourne la carte et compare.'),
        bullets('Soixante cartes, trois niveaux', 'Règles du jeu en langage simple'),
      ],
    },
  },
  stock: [{ edition: null, orderNumber: 'FKJ-112', availability: 'out-of-stock', quantity: 0, expectedInDays: 21 }],
  expected: {
    de: { type: 'announce', availability: 'out-of-stock', expected: true },
    en: { type: 'announce', availability: 'out-of-stock', expected: true },
    fr: { type: 'announce', availability: 'out-of-stock', expected: true },
  },
};
