import { bullets, callToAction, heading, mention, paragraph } from '../blocks.mjs';

/** An article that still speaks of the first edition: its button leads to the third. */
export default {
  key: 'foerderkompass-neu',
  daysAgo: 5,
  topics: ['funding'],
  materials: ['foerderkompass-1', 'foerderkompass-3'],
  pattern: 'compass',
  locales: {
    de: {
      kicker: 'Förderung',
      title: 'Aller guten Dinge sind drei: Der Förderkompass ist wieder da',
      lead: 'Achtzig Programme, ein Fristenkalender und die Erlaubnis, auch einmal keinen Antrag zu stellen: Die dritte Auflage des Förderkompasses ist erschienen.',
      caption: 'Orientierung im Dickicht der Programme.',
      credit: 'Grafik: Fachportal Jugendarbeit Musterland',
      alt: 'Abstrakte Grafik: eine Kompassnadel über farbigen Ringen',
      body: [
        paragraph(
          'Vor sechs Jahren lag mit der ',
          mention('foerderkompass-1', 'ersten Auflage'),
          ' ein schmales Heft auf dem Tisch. Inzwischen sind Programme dazugekommen, andere weggefallen, und fast alle Fristen haben sich verschoben.'
        ),
        heading(2, 'Suchen nach Vorhaben, nicht nach Töpfen'),
        paragraph(
          'Neu ist die Ordnung: Wer ein Zeltlager plant, schlägt beim Zeltlager nach – und nicht bei acht Stiftungen.'
        ),
        bullets(
          'Fristenkalender zum Heraustrennen',
          'Musterfinanzplan mit Eigenanteil',
          'Checkliste „Lohnt sich das?“'
        ),
        callToAction('foerderkompass-1', 'Den Förderkompass können Sie hier bestellen.'),
      ],
      boxes: [
        {
          type: 'material-box',
          heading: 'Alle Auflagen',
          materials: ['foerderkompass-3', 'foerderkompass-2', 'foerderkompass-1'],
        },
      ],
    },
    en: {
      kicker: 'Funding',
      title: 'Third time lucky: the Funding Compass is back',
      lead: 'Eighty programmes, a calendar of deadlines, and permission not to apply at all: the third edition of the Funding Compass is out.',
      caption: 'Finding a way through the thicket of programmes.',
      credit: 'Graphic: Fachportal Jugendarbeit Musterland',
      alt: 'Abstract graphic: a compass needle over coloured rings',
      body: [
        paragraph(
          'Six years ago the ',
          mention('foerderkompass-1', 'first edition'),
          ' was a slim booklet. Since then programmes have come and gone, and almost every deadline has moved.'
        ),
        heading(2, 'Look up your plan, not the pot of money'),
        paragraph('The order is new: if you are planning a camp, look under camps, not under eight foundations.'),
        bullets('Tear-out calendar of deadlines', 'Model budget', 'Checklist: is it worth it?'),
        callToAction('foerderkompass-1', 'You can order the Funding Compass here.'),
      ],
      boxes: [
        {
          type: 'material-box',
          heading: 'All editions',
          materials: ['foerderkompass-3', 'foerderkompass-2', 'foerderkompass-1'],
        },
      ],
    },
  },
};
