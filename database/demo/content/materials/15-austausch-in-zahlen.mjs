import { bullets, paragraph } from '../blocks.mjs';

/** A report that only ever was a PDF, in two of three languages. */
export default {
  key: 'austausch-in-zahlen',
  topics: ['international'],
  pattern: 'bars',
  publishers: ['grenzenlos'],
  publishedOn: '2025-05-12',
  locales: {
    de: {
      title: 'Austausch in Zahlen',
      subtitle: 'Bericht über Jugendbegegnungen in der Drei-Ufer-Region',
      abstract: 'Wer fährt, wer bleibt zu Hause, und warum? Ein Bericht mit Grafiken zum Weiterverwenden.',
      pages: 30,
      pdf: true,
      description: [
        paragraph('Alle Zahlen dieses Berichts sind erfunden – so, wie die Region, in der sie erhoben wurden.'),
        bullets('214 Begegnungen, 5.300 Teilnehmende', 'Häufigster Grund für Absagen: Prüfungen'),
      ],
    },
    fr: {
      title: 'Les échanges en chiffres',
      subtitle: 'Rapport sur les rencontres de jeunes dans la région des Trois-Rives',
      abstract: 'Qui part, qui reste, et pourquoi ? Un rapport avec des graphiques à réutiliser.',
      pages: 30,
      pdf: true,
      description: [
        paragraph('Tous les chiffres de ce rapport sont inventés, comme la région où ils ont été recueillis.'),
        bullets('214 rencontres, 5 300 participants', 'Premier motif d’annulation : les examens'),
      ],
    },
  },
  stock: [],
  expected: {
    de: { type: 'download', availability: null, file: 'de' },
    fr: { type: 'download', availability: null, file: 'fr' },
  },
};
