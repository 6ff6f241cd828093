import { bullets, paragraph } from '../blocks.mjs';

/** Not out yet, and no PDF before the book. */
export default {
  key: 'kluge-maschinen',
  topics: ['digital', 'participation'],
  pattern: 'circles',
  publishers: ['werkraum', 'portal'],
  locales: {
    de: {
      title: 'Kluge Maschinen, eigene Köpfe',
      subtitle: 'Künstliche Intelligenz als Thema im Jugendzentrum',
      abstract:
        'Ausprobieren, hinterfragen, selber denken: zehn Einheiten über Sprachmodelle, Bildgeneratoren und Empfehlungen.',
      pages: 96,
      description: [
        paragraph(
          'Jugendliche nutzen künstliche Intelligenz längst – für Hausaufgaben, Bilder und Liebesbriefe. Der Leitfaden hilft Fachkräften, mit ihnen darüber ins Gespräch zu kommen, ohne Alarm und ohne Werbung.'
        ),
        bullets(
          'Zehn Einheiten zu je neunzig Minuten',
          'Ohne Programmierkenntnisse',
          'Vier Einheiten ganz ohne Bildschirm'
        ),
      ],
    },
    en: {
      title: 'Clever Machines, Minds of Our Own',
      subtitle: 'Artificial intelligence as a topic for youth centres',
      abstract:
        'Try it, question it, think for yourself: ten sessions on language models, image generators and recommendations.',
      pages: 96,
      description: [
        paragraph(
          'Young people use artificial intelligence already – for homework, pictures and love letters. This guide helps youth workers talk about it with them, without alarm and without advertising.'
        ),
        bullets('Ten sessions of ninety minutes', 'No programming needed', 'Four sessions without any screen'),
      ],
    },
    fr: {
      title: 'Machines savantes, têtes bien faites',
      subtitle: 'L’intelligence artificielle au centre de jeunesse',
      abstract:
        'Essayer, questionner, penser par soi-même : dix séances sur les modèles de langage et les images générées.',
      pages: 96,
      description: [
        paragraph(
          'Les jeunes utilisent déjà l’intelligence artificielle, pour leurs devoirs, leurs images et parfois leurs lettres d’amour. Ce guide aide à en parler avec eux, sans alarmisme ni publicité.'
        ),
        bullets('Dix séances de quatre-vingt-dix minutes', 'Sans savoir programmer', 'Quatre séances sans écran'),
      ],
    },
  },
  stock: [{ edition: null, orderNumber: 'WM-2601', availability: 'not-yet-available', expectedInDays: 75 }],
  expected: {
    de: { type: 'announce', availability: 'not-yet-available', expected: true },
    en: { type: 'announce', availability: 'not-yet-available', expected: true },
    fr: { type: 'announce', availability: 'not-yet-available', expected: true },
  },
};
