import { callToAction, heading, mention, paragraph, steps } from '../blocks.mjs';

export default {
  key: 'letzte-exemplare',
  daysAgo: 13,
  topics: ['participation'],
  materials: ['mitreden-mitentscheiden', 'wandkalender'],
  pattern: 'speech',
  // What the German text said when the English one was made: so the English one is outdated.
  earlier: {
    lead: 'Zwölf Wege, Jugendliche mitentscheiden zu lassen, hat die Landesstelle gesammelt. Vom Praxisheft sind noch zweihundert Exemplare da.',
  },
  locales: {
    de: {
      kicker: 'Beteiligung',
      title: 'Jugendforum statt Sitzungszimmer: Praxisheft zur Beteiligung wird knapp',
      lead: 'Zwölf Wege, Jugendliche mitentscheiden zu lassen, hat die Landesstelle gesammelt. Vom Praxisheft sind nur noch wenige Exemplare da.',
      caption: 'Viele Stimmen, ein Gespräch.',
      credit: 'Grafik: Landesstelle Jugendbeteiligung Musterland',
      alt: 'Abstrakte Grafik: übereinanderliegende Sprechblasen',
      body: [
        paragraph(
          'Ein Skatepark, drei Entwürfe, vierzig Jugendliche und eine Bürgermeisterin, die zuhört: So beginnt das erste Kapitel. Das Beispiel ist erfunden, die Fehler sind es nicht.'
        ),
        heading(2, 'Der schnelle Einstieg'),
        steps(
          'Eine Frage stellen, die wirklich offen ist',
          'Einen Ort wählen, an dem Jugendliche schon sind',
          'Vor dem Treffen sagen, was danach geschieht'
        ),
        callToAction('mitreden-mitentscheiden', 'Das Praxisheft ist noch auf Lager.'),
        paragraph(
          'Nicht mehr zu haben ist dagegen der ',
          mention('wandkalender', 'Wandkalender „Zwölf Monate Mitbestimmung“'),
          '; er war einmalig erschienen.'
        ),
      ],
      boxes: [
        {
          type: 'material-box',
          heading: 'Mehr zur Beteiligung',
          materials: ['mitreden-mitentscheiden', 'wandkalender'],
        },
      ],
    },
    en: {
      kicker: 'Participation',
      title: 'Youth forum instead of meeting room: guide to participation is running low',
      lead: 'Twelve ways of letting young people decide, collected by the Musterland office for youth participation. Only a few copies are left.',
      caption: 'Many voices, one conversation.',
      credit: 'Graphic: Landesstelle Jugendbeteiligung Musterland',
      alt: 'Abstract graphic: overlapping speech bubbles',
      body: [
        paragraph(
          'A skate park, three designs, forty young people and a mayor who listens: so begins the first chapter. The example is invented; the mistakes are not.'
        ),
        heading(2, 'A quick start'),
        steps(
          'Ask a question that is truly open',
          'Choose a place where young people already are',
          'Say beforehand what will happen afterwards'
        ),
        callToAction('mitreden-mitentscheiden', 'The guide is still in stock.'),
        paragraph(
          'The ',
          mention('wandkalender', 'wall calendar “Zwölf Monate Mitbestimmung”'),
          ', on the other hand, is gone: it was printed only once.'
        ),
      ],
      boxes: [{ type: 'material-box', heading: 'More on participation', materials: ['mitreden-mitentscheiden'] }],
    },
  },
};
