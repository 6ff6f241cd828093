import { callToAction, heading, mention, paragraph, quote } from '../blocks.mjs';

export default {
  key: 'gruppe-geht-auf-sendung',
  daysAgo: 58,
  topics: ['digital'],
  materials: ['podcast-werkstatt'],
  pattern: 'waves',
  locales: {
    de: {
      kicker: 'Aus der Praxis',
      title: 'Zwei Decken und eine gute Frage: Eine Gruppe geht auf Sendung',
      lead: 'Fünf Treffen, eine Folge, null Studio: Wie Jugendliche aus Nordfluss mit dem Arbeitsheft „Podcast-Werkstatt“ zu ihrer ersten Sendung kamen.',
      caption: 'Schall sichtbar gemacht.',
      credit: 'Grafik: Werkraum Medienbildung Nordfluss e. V.',
      alt: 'Abstrakte Grafik: geschwungene Schallwellen',
      body: [
        paragraph(
          'Aufgenommen wurde in der Kleiderkammer, weil es dort am leisesten war. Das Thema hatte die Gruppe im ersten Treffen gefunden: Warum fährt nach neun kein Bus mehr?'
        ),
        quote('Wir wollten eigentlich nur reden. Dann hat das Verkehrsamt angerufen.'),
        heading(2, 'Ein Heft, das erst auf Wunsch entsteht'),
        paragraph(
          'Die ',
          mention('podcast-werkstatt', 'Podcast-Werkstatt'),
          ' wird einzeln gedruckt, sobald jemand sie bestellt. Das spart Lagerraum und Altpapier.'
        ),
        callToAction('podcast-werkstatt', 'Hier geht es zum Arbeitsheft.'),
      ],
    },
    en: {
      kicker: 'From practice',
      title: 'Two blankets and one good question: a group goes on air',
      lead: 'Five meetings, one episode, no studio: how young people from Nordfluss made their first programme with the “Podcast Workshop”.',
      caption: 'Sound made visible.',
      credit: 'Graphic: Werkraum Medienbildung Nordfluss e. V.',
      alt: 'Abstract graphic: curved sound waves',
      body: [
        paragraph(
          'They recorded in the clothes store, where it was quietest. The topic was found at the first meeting: why is there no bus after nine?'
        ),
        quote('We only wanted to talk. Then the transport office rang.'),
        heading(2, 'A booklet made when it is wanted'),
        paragraph(
          'The ',
          mention('podcast-werkstatt', 'Podcast Workshop'),
          ' is printed copy by copy. That saves storage and waste paper.'
        ),
        callToAction('podcast-werkstatt', 'Here is the workbook.'),
      ],
    },
    fr: {
      kicker: 'Sur le terrain',
      title: 'Deux couvertures et une bonne question : un groupe prend l’antenne',
      lead: 'Cinq rencontres, un épisode, aucun studio : comment des jeunes de Nordfluss ont réalisé leur première émission.',
      caption: 'Le son rendu visible.',
      credit: 'Illustration : Werkraum Medienbildung Nordfluss e. V.',
      alt: 'Illustration abstraite : des ondes sonores',
      body: [
        paragraph(
          'L’enregistrement a eu lieu dans le vestiaire, l’endroit le plus silencieux. Le sujet : pourquoi n’y a-t-il plus de bus après neuf heures ?'
        ),
        quote('On voulait juste parler. Et puis le service des transports a appelé.'),
        heading(2, 'Un cahier imprimé à la demande'),
        paragraph(
          'Le cahier ',
          mention('podcast-werkstatt', '« Atelier podcast »'),
          ' est imprimé un par un, à la demande.'
        ),
        callToAction('podcast-werkstatt', 'Vers le cahier.'),
      ],
    },
  },
};
