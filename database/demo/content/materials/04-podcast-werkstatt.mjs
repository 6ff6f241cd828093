import { paragraph, steps } from '../blocks.mjs';

/** Printed when somebody wants it, for a small charge. */
export default {
  key: 'podcast-werkstatt',
  topics: ['digital', 'training'],
  pattern: 'waves',
  publishers: ['werkraum'],
  publishedOn: '2024-10-01',
  price: 4.5,
  maxPerOrder: 10,
  locales: {
    de: {
      title: 'Podcast-Werkstatt',
      subtitle: 'In fünf Treffen zur ersten Folge',
      abstract:
        'Ein Arbeitsheft für Gruppen, die etwas zu sagen haben: vom Thema über das Interview bis zur Veröffentlichung.',
      pages: 40,
      description: [
        paragraph('Mehr als ein Telefon, zwei Decken gegen den Hall und eine gute Frage braucht es nicht.'),
        steps(
          'Thema finden',
          'Fragen schreiben',
          'Aufnehmen üben',
          'Schneiden und kürzen',
          'Veröffentlichen und feiern'
        ),
        paragraph('Wird auf Bestellung gedruckt. Die Schutzgebühr deckt Druck und Versand.'),
      ],
    },
    en: {
      title: 'Podcast Workshop',
      subtitle: 'Five meetings to a first episode',
      abstract: 'A workbook for groups with something to say: from topic and interview to going live.',
      pages: 40,
      description: [
        paragraph('All you need is a phone, two blankets against the echo and one good question.'),
        steps('Find a topic', 'Write questions', 'Practise recording', 'Edit and shorten', 'Publish and celebrate'),
        paragraph('Printed on demand. The charge covers printing and postage.'),
      ],
    },
    fr: {
      title: 'Atelier podcast',
      subtitle: 'Un premier épisode en cinq rencontres',
      abstract: 'Un cahier pour les groupes qui ont quelque chose à dire : du choix du sujet à la mise en ligne.',
      pages: 40,
      description: [
        paragraph('Un téléphone, deux couvertures contre l’écho et une bonne question suffisent.'),
        steps(
          'Trouver un sujet',
          'Écrire les questions',
          'S’entraîner au micro',
          'Monter et couper',
          'Publier et fêter'
        ),
        paragraph('Imprimé à la demande. La participation couvre l’impression et l’envoi.'),
      ],
    },
  },
  stock: [{ edition: null, orderNumber: 'WM-2411', availability: 'on-demand' }],
  expected: {
    de: { type: 'order', availability: 'on-demand', maxPerOrder: 10 },
    en: { type: 'order', availability: 'on-demand', maxPerOrder: 10 },
    fr: { type: 'order', availability: 'on-demand', maxPerOrder: 10 },
  },
};
