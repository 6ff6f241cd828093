import { paragraph, steps } from '../blocks.mjs';

/** Two print runs with fates of their own: French in stock, German being printed again. English readers get no edition: the PDF. */
export default {
  key: 'zwei-ufer-eine-woche',
  topics: ['international'],
  pattern: 'waves',
  publishers: ['grenzenlos'],
  publishedOn: '2025-02-03',
  maxPerOrder: 30,
  locales: {
    de: {
      title: 'Zwei Ufer, eine Woche',
      subtitle: 'Tagebuch für deutsch-französische Jugendbegegnungen',
      abstract: 'Ein Heft zum Ausfüllen, Einkleben und Tauschen – links die eine Sprache, rechts die andere.',
      pages: 48,
      pdf: true,
      description: [
        paragraph('Sieben Tage, sieben Doppelseiten. Wer am Ende sein Heft tauscht, hat die Woche zweimal.'),
        steps('Ankommen', 'Kochen', 'Verlaufen', 'Streiten', 'Vertragen', 'Feiern', 'Abschied nehmen'),
      ],
    },
    en: {
      title: 'Two Banks, One Week',
      subtitle: 'A diary for Franco-German youth encounters',
      abstract: 'A booklet to fill, stick things into and swap – one language on the left, the other on the right.',
      pages: 48,
      description: [
        paragraph('Seven days, seven spreads. Swap booklets at the end, and you have lived the week twice.'),
        steps('Arriving', 'Cooking', 'Getting lost', 'Quarrelling', 'Making up', 'Celebrating', 'Saying goodbye'),
        paragraph('The booklet itself is in German and French.'),
      ],
    },
    fr: {
      title: 'Deux rives, une semaine',
      subtitle: 'Carnet de bord pour les rencontres franco-allemandes',
      abstract: 'Un carnet à remplir, à décorer et à échanger : une langue à gauche, l’autre à droite.',
      pages: 48,
      pdf: true,
      description: [
        paragraph('Sept jours, sept doubles pages. Échanger son carnet à la fin, c’est vivre la semaine deux fois.'),
        steps('Arriver', 'Cuisiner', 'Se perdre', 'Se disputer', 'Se réconcilier', 'Fêter', 'Se dire au revoir'),
      ],
    },
  },
  stock: [
    { edition: 'de', orderNumber: 'NJG-61-DE', availability: 'reprinting', expectedInDays: 45 },
    { edition: 'fr', orderNumber: 'NJG-61-FR', availability: 'in-stock', quantity: 420, lowStockAt: 40 },
  ],
  expected: {
    de: { type: 'download', availability: 'reprinting', file: 'de', expected: true },
    en: { type: 'download', availability: null, file: 'de' },
    fr: { type: 'order', availability: 'in-stock', file: 'fr', maxPerOrder: 30 },
  },
};
