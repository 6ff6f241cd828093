import { bullets, paragraph } from '../blocks.mjs';

/** Gone, nobody knows yet whether it comes back, and there is no PDF: the honest answer is "none". */
export default {
  key: 'schritt-fuer-schritt',
  topics: ['inclusion'],
  pattern: 'steps',
  publishers: ['inklusion'],
  publishedOn: '2021-11-03',
  locales: {
    de: {
      title: 'Schritt für Schritt offen für alle',
      subtitle: 'Ringordner Inklusive Jugendarbeit',
      abstract:
        'Barrieren erkennen, klein anfangen, dranbleiben – ein Ordner zum Wachsen, mit Registern und tastbaren Symbolen.',
      pages: 140,
      description: [
        paragraph(
          'Der Ordner lebt davon, dass man ihn anfassen kann: geprägte Symbole, kräftige Register, Platz für Eigenes.'
        ),
        bullets(
          'Rundgang durch das eigene Haus',
          'Absprachen mit Eltern und Assistenz',
          'Angebote, die ohne Extra-Gruppe auskommen'
        ),
      ],
    },
    en: {
      title: 'Open to All, Step by Step',
      subtitle: 'A ring binder on inclusive youth work',
      abstract: 'See the barriers, start small, keep going – a binder that grows, with tabs and symbols you can feel.',
      pages: 140,
      description: [
        paragraph('This binder is made to be touched: embossed symbols, sturdy tabs, room for your own pages.'),
        bullets(
          'A walk through your own building',
          'Arrangements with parents and assistants',
          'Activities that need no separate group'
        ),
      ],
    },
  },
  stock: [{ edition: null, orderNumber: 'AIJ-04', availability: 'reprint-undecided', quantity: 0 }],
  expected: {
    de: { type: 'none', availability: 'reprint-undecided', onixCode: '40' },
    en: { type: 'none', availability: 'reprint-undecided', onixCode: '40' },
  },
};
