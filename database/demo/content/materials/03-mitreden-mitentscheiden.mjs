import { bullets, heading, paragraph } from '../blocks.mjs';

/** Low stock: readers are told, the number stays inside. */
export default {
  key: 'mitreden-mitentscheiden',
  topics: ['participation'],
  pattern: 'speech',
  publishers: ['beteiligung'],
  publishedOn: '2023-09-04',
  maxPerOrder: 2,
  locales: {
    de: {
      title: 'Mitreden, mitmachen, mitentscheiden',
      subtitle: 'Praxisheft Jugendbeteiligung in der Kommune',
      abstract:
        'Zwölf Formate vom Jugendforum bis zum eigenen Budget – mit Zeitplan, Kosten und ehrlichen Stolpersteinen.',
      pages: 88,
      pdf: true,
      description: [
        paragraph(
          'Beteiligung scheitert selten am guten Willen, oft aber an Kleinigkeiten: Die Sitzung liegt in der Schulzeit, die Einladung klingt nach Amt, und am Ende erfährt niemand, was aus den Ideen wurde.'
        ),
        heading(2, 'Zwölf Formate im Vergleich'),
        bullets(
          'Aufwand, Dauer und Kosten auf einen Blick',
          'Checklisten für Einladung, Moderation und Rückmeldung',
          'Erfahrungen aus sechs erfundenen, aber typischen Gemeinden'
        ),
      ],
    },
    en: {
      title: 'Have a Say, Join In, Decide',
      subtitle: 'A practical guide to youth participation in local government',
      abstract:
        'Twelve formats from youth forum to participatory budget, with timetable, cost and honest stumbling blocks.',
      pages: 84,
      description: [
        paragraph(
          'Participation rarely fails for want of good will. It fails over small things: the meeting falls into school hours, the invitation sounds like a summons, and nobody hears what became of their ideas.'
        ),
        heading(2, 'Twelve formats compared'),
        bullets(
          'Effort, duration and cost at a glance',
          'Checklists for inviting, chairing and reporting back',
          'Experience from six invented but typical towns'
        ),
      ],
    },
  },
  stock: [
    {
      edition: null,
      orderNumber: 'LJB-017',
      availability: 'in-stock',
      quantity: 12,
      lowStockAt: 25,
      whenSoldOut: 'reprint-undecided',
    },
  ],
  expected: {
    de: { type: 'order', availability: 'in-stock', lowStock: true, file: 'de', maxPerOrder: 2 },
    en: { type: 'order', availability: 'in-stock', lowStock: true, file: 'de', maxPerOrder: 2 },
  },
};
