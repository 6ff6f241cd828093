import { callToAction, heading, mention, paragraph, quote } from '../blocks.mjs';

/** Speaks of a handbook that is still a draft: readers get the words and no link. */
export default {
  key: 'barcamp-rueckblick',
  daysAgo: 31,
  topics: ['participation', 'digital'],
  materials: ['mitreden-mitentscheiden'],
  pattern: 'steps',
  // A translation that is only begun.
  drafts: {
    fr: {
      kicker: 'Retour',
      title: 'Tableau vide, journée pleine',
    },
  },
  locales: {
    de: {
      kicker: 'Rückblick',
      title: 'Leere Tafel, voller Tag: So lief das erste Jugend-Barcamp in Nordfluss',
      lead: 'Kein Programm, keine Reden, hundertzwanzig Jugendliche. Am Ende des Tages hingen siebenundzwanzig Themen an der Wand.',
      caption: 'Aus Stufen wird ein Weg.',
      credit: 'Grafik: Landesstelle Jugendbeteiligung Musterland',
      alt: 'Abstrakte Grafik: farbige Stufen, die nach oben führen',
      body: [
        paragraph('Um zehn Uhr war die Tafel leer. Um elf Uhr mussten zwei Räume dazugemietet werden.'),
        quote('Ich habe zum ersten Mal etwas geleitet. Ging erstaunlich gut.'),
        heading(2, 'Zum Nachmachen'),
        paragraph(
          'Wie man so einen Tag vorbereitet, beschreibt das ',
          mention('barcamp-handbuch', 'Barcamp-Handbuch'),
          ', das die Landesstelle gerade fertigstellt. Bis dahin hilft das Praxisheft ',
          mention('mitreden-mitentscheiden', '„Mitreden, mitmachen, mitentscheiden“'),
          ' weiter.'
        ),
        callToAction('barcamp-handbuch', 'Das Handbuch ist in Vorbereitung.'),
      ],
    },
    en: {
      kicker: 'Looking back',
      title: 'Empty board, full day: the first youth barcamp in Nordfluss',
      lead: 'No programme, no speeches, a hundred and twenty young people. By evening there were twenty-seven topics on the wall.',
      caption: 'Steps turn into a path.',
      credit: 'Graphic: Landesstelle Jugendbeteiligung Musterland',
      alt: 'Abstract graphic: coloured steps leading upwards',
      body: [
        paragraph('At ten the board was empty. At eleven two more rooms had to be rented.'),
        quote('It was the first time I led anything. Went surprisingly well.'),
        heading(2, 'Try it yourself'),
        paragraph(
          'How to prepare such a day is described in the ',
          mention('barcamp-handbuch', 'Barcamp Handbook'),
          ', which is nearly finished. Until then the guide ',
          mention('mitreden-mitentscheiden', '“Have a Say, Join In, Decide”'),
          ' will help.'
        ),
        callToAction('barcamp-handbuch', 'The handbook is being prepared.'),
      ],
    },
  },
};
