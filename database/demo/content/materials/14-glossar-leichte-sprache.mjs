import { paragraph } from '../blocks.mjs';

/** Its PDF is kept elsewhere (pdfUrl), and it was never printed: no stock status. */
export default {
  key: 'glossar-leichte-sprache',
  topics: ['inclusion'],
  pattern: 'speech',
  publishers: ['inklusion'],
  publishedOn: '2024-07-08',
  locales: {
    de: {
      title: 'Glossar in Leichter Sprache',
      subtitle: 'Hundert Wörter aus der Jugendhilfe',
      abstract: 'Hundert Fach-Wörter. Hundert einfache Erklärungen. Mit Bildern.',
      pages: 36,
      pdfUrl: 'https://inklusion.example.org/downloads/glossar-leichte-sprache.pdf',
      description: [
        paragraph(
          'Was ist ein Hilfe-Plan? Was macht das Jugend-Amt? Das Glossar erklärt es. In kurzen Sätzen. Ohne Fremd-Wörter.'
        ),
      ],
    },
    en: {
      title: 'Easy-to-Read Glossary',
      subtitle: 'A hundred words from youth services',
      abstract: 'A hundred difficult words. A hundred easy explanations. With pictures.',
      pages: 36,
      description: [
        paragraph('What is a care plan? What does the youth office do? The glossary tells you. In short sentences.'),
      ],
    },
  },
  stock: [],
  expected: {
    de: { type: 'download', availability: null, file: 'de' },
    en: { type: 'download', availability: null, file: 'de' },
  },
};
