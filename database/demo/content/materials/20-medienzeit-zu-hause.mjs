import { bullets, paragraph } from '../blocks.mjs';

/** Sold out for the moment with a PDF: the download bridges it, the notice names the day. */
export default {
  key: 'medienzeit-zu-hause',
  topics: ['digital', 'protection'],
  pattern: 'house',
  publishers: ['werkraum', 'schutz'],
  publishedOn: '2025-04-07',
  maxPerOrder: 50,
  locales: {
    de: {
      title: 'Medienzeit zu Hause',
      subtitle: 'Faltblatt für Familien',
      abstract: 'Acht Vereinbarungen, die am Küchentisch entstehen – zum Aufhängen am Kühlschrank.',
      pages: 8,
      pdf: true,
      description: [
        paragraph('Feste Minutenzahlen helfen selten. Absprachen, die alle unterschreiben, helfen öfter.'),
        bullets('Vereinbarung zum Ausfüllen', 'Fragen für das Gespräch', 'Anlaufstellen in der Region'),
      ],
    },
    en: {
      title: 'Screen Time at Home',
      subtitle: 'A leaflet for families',
      abstract: 'Eight agreements made at the kitchen table – to hang on the fridge.',
      pages: 8,
      pdf: true,
      description: [
        paragraph('Fixed minutes rarely help. Agreements that everybody signs often do.'),
        bullets('An agreement to fill in', 'Questions to start with', 'Where to turn in your region'),
      ],
    },
    fr: {
      title: 'Les écrans à la maison',
      subtitle: 'Dépliant pour les familles',
      abstract: 'Huit accords conclus autour de la table de la cuisine, à afficher sur le frigo.',
      pages: 8,
      pdf: true,
      description: [
        paragraph('Compter les minutes aide rarement. Des accords signés par tous aident plus souvent.'),
        bullets('Un accord à remplir', 'Des questions pour lancer la discussion', 'Des adresses utiles dans la région'),
      ],
    },
  },
  stock: [
    {
      edition: null,
      orderNumber: 'WM-2507',
      availability: 'in-stock',
      quantity: 0,
      lowStockAt: 500,
      whenSoldOut: 'out-of-stock',
      expectedInDays: 10,
    },
  ],
  expected: {
    de: { type: 'download', availability: 'out-of-stock', file: 'de', expected: true },
    en: { type: 'download', availability: 'out-of-stock', file: 'en', expected: true },
    fr: { type: 'download', availability: 'out-of-stock', file: 'fr', expected: true },
  },
};
