import { callToAction, heading, mention, paragraph, quote } from '../blocks.mjs';

export default {
  key: 'ki-leitfaden-kommt',
  daysAgo: 9,
  topics: ['digital', 'participation'],
  materials: ['kluge-maschinen'],
  pattern: 'circles',
  locales: {
    de: {
      kicker: 'Vorschau',
      title: 'Künstliche Intelligenz im Jugendzentrum: Leitfaden geht in den Druck',
      lead: 'Zehn Einheiten, vier davon ganz ohne Bildschirm: „Kluge Maschinen, eigene Köpfe“ will Neugier wecken und Zweifel zulassen.',
      caption: 'Überlagerte Kreise: Was weiß die Maschine, was weiß ich?',
      credit: 'Grafik: Werkraum Medienbildung Nordfluss e. V.',
      alt: 'Abstrakte Grafik: große, einander überlagernde Kreise',
      body: [
        paragraph(
          'Erst stellt die Gruppe einer Sprachmaschine eine Frage, deren Antwort alle kennen. Dann eine, deren Antwort niemand kennt. Und dann reden alle darüber, warum beides gleich überzeugend klang.'
        ),
        quote(
          'Die beste Frage des Nachmittags kam von der Jüngsten: „Woher weiß die Maschine, dass sie es nicht weiß?“'
        ),
        heading(2, 'Erprobt, verworfen, neu geschrieben'),
        paragraph(
          'Sechs Jugendzentren haben die Einheiten ein halbes Jahr lang getestet. Was nicht funktionierte, flog raus. Einen Vorgeschmack auf die Arbeitsweise gibt die ',
          mention('podcast-werkstatt', 'Podcast-Werkstatt'),
          ' aus demselben Haus.'
        ),
        callToAction('kluge-maschinen', 'Der Leitfaden erscheint bald.'),
      ],
    },
    en: {
      kicker: 'Coming soon',
      title: 'Artificial intelligence in the youth centre: guide goes to print',
      lead: 'Ten sessions, four of them without any screen: “Clever Machines, Minds of Our Own” means to raise curiosity and leave room for doubt.',
      caption: 'Overlapping circles: what does the machine know, and what do I?',
      credit: 'Graphic: Werkraum Medienbildung Nordfluss e. V.',
      alt: 'Abstract graphic: large overlapping circles',
      body: [
        paragraph(
          'First the group asks a language machine something everybody knows. Then something nobody knows. And then they talk about why both answers sounded equally convincing.'
        ),
        quote('The best question came from the youngest: “How does the machine know that it does not know?”'),
        heading(2, 'Tried, dropped, written anew'),
        paragraph(
          'Six youth centres tested the sessions for half a year. Whatever did not work was thrown out. The ',
          mention('podcast-werkstatt', 'Podcast Workshop'),
          ' from the same house gives you a taste of the approach.'
        ),
        callToAction('kluge-maschinen', 'The guide will be out soon.'),
      ],
    },
    fr: {
      kicker: 'À paraître',
      title: 'L’intelligence artificielle au centre de jeunesse : le guide part à l’impression',
      lead: 'Dix séances, dont quatre sans aucun écran : « Machines savantes, têtes bien faites » veut éveiller la curiosité et laisser place au doute.',
      caption: 'Des cercles qui se croisent : que sait la machine, que sais-je ?',
      credit: 'Illustration : Werkraum Medienbildung Nordfluss e. V.',
      alt: 'Illustration abstraite : de grands cercles superposés',
      body: [
        paragraph(
          'Le groupe pose d’abord une question dont tout le monde connaît la réponse. Puis une autre, à laquelle personne ne sait répondre. Ensuite, on se demande pourquoi les deux réponses avaient l’air aussi sûres.'
        ),
        quote(
          'La meilleure question est venue de la plus jeune : « Comment la machine sait-elle qu’elle ne sait pas ? »'
        ),
        heading(2, 'Essayé, écarté, réécrit'),
        paragraph(
          'Six centres de jeunesse ont testé les séances pendant six mois. Ce qui ne marchait pas a été supprimé. L’',
          mention('podcast-werkstatt', 'Atelier podcast'),
          ', de la même maison, donne un avant-goût de la démarche.'
        ),
        callToAction('kluge-maschinen', 'Le guide paraîtra bientôt.'),
      ],
    },
  },
};
