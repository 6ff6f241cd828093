import { bullets, callToAction, heading, mention, paragraph } from '../blocks.mjs';

export default {
  key: 'offen-fuer-alle',
  daysAgo: 72,
  topics: ['inclusion'],
  materials: ['schritt-fuer-schritt', 'glossar-leichte-sprache'],
  pattern: 'steps',
  locales: {
    de: {
      kicker: 'Inklusion',
      title: 'Nachdruck oder nicht? Arbeitskreis fragt nach dem Ordner „Schritt für Schritt“',
      lead: 'Der Ringordner zur inklusiven Jugendarbeit ist ausgegangen. Bevor neu gedruckt wird, möchte der Arbeitskreis wissen, was fehlt.',
      caption: 'Stufe um Stufe, für alle begehbar.',
      credit: 'Grafik: Arbeitskreis Inklusive Jugendarbeit Musterland',
      alt: 'Abstrakte Grafik: flache, breite Stufen',
      body: [
        paragraph(
          'Geprägte Symbole sind schön, aber teuer. Lohnt sich eine neue Auflage, oder wäre ein anderes Format besser?'
        ),
        callToAction('schritt-fuer-schritt', 'Der Ordner ist lieferbar.'),
        heading(2, 'Drei Fragen an die Praxis'),
        bullets('Welche Kapitel benutzen Sie wirklich?', 'Was fehlt?', 'Würde eine barrierefreie Datei genügen?'),
        paragraph(
          'Bereits als Datei gibt es das ',
          mention('glossar-leichte-sprache', 'Glossar in Leichter Sprache'),
          '.'
        ),
      ],
    },
    en: {
      kicker: 'Inclusion',
      title: 'Reprint or not? Working group asks about its binder',
      lead: 'The ring binder on inclusive youth work has run out. Before printing again, the working group would like to know what is missing.',
      caption: 'Step by step, with room for everybody.',
      credit: 'Graphic: Arbeitskreis Inklusive Jugendarbeit Musterland',
      alt: 'Abstract graphic: low, wide steps',
      body: [
        paragraph(
          'Embossed symbols are lovely, and expensive. Is a new edition worth it, or would another format be better?'
        ),
        callToAction('schritt-fuer-schritt', 'The binder is in stock.'),
        heading(2, 'Three questions'),
        bullets('Which chapters do you really use?', 'What is missing?', 'Would an accessible file do?'),
        paragraph(
          'The ',
          mention('glossar-leichte-sprache', 'Easy-to-Read Glossary'),
          ' is available as a file already.'
        ),
      ],
    },
  },
};
