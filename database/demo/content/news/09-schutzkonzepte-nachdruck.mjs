import { callToAction, heading, mention, paragraph, steps } from '../blocks.mjs';

export default {
  key: 'schutzkonzepte-nachdruck',
  daysAgo: 45,
  topics: ['protection', 'training'],
  materials: ['sicher-unterwegs', 'merkblatt-aufsicht'],
  pattern: 'shield',
  locales: {
    de: {
      kicker: 'Kinder- und Jugendschutz',
      title: 'Rechtzeitig vor der Sommersaison: Heft zu Schutzkonzepten wird nachgedruckt',
      lead: 'Die erste Auflage von „Sicher unterwegs“ ist vollständig verteilt. Bis neue Hefte da sind, hilft die Datei.',
      caption: 'Schutz, der in den Rucksack passt.',
      credit: 'Grafik: Fachstelle Kinder- und Jugendschutz Nordfluss',
      alt: 'Abstrakte Grafik: ineinandergeschobene Schilde',
      body: [
        paragraph(
          'Wer im Sommer mit Kindern unterwegs ist, braucht keinen Aktenordner, sondern etwas, das auch am Zeltplatz gelesen wird.'
        ),
        callToAction('sicher-unterwegs', 'Das Heft kann hier bestellt werden.'),
        heading(2, 'Drei Dinge vor der Abfahrt'),
        steps(
          'Im Team laut sagen, wer im Notfall entscheidet',
          'Regeln mit den Kindern aushandeln',
          'Telefonnummern auf Papier mitnehmen'
        ),
        paragraph(
          'Das ',
          mention('merkblatt-aufsicht', 'Merkblatt zur Aufsichtspflicht'),
          ' folgt, sobald es rechtlich geprüft ist.'
        ),
      ],
    },
    en: {
      kicker: 'Child protection',
      title: 'In time for the summer season: safeguarding booklet is being reprinted',
      lead: 'All copies of the first run of “Safely on the Way” have been given out. Until the new ones arrive, the file will help.',
      caption: 'Safeguarding that fits into a rucksack.',
      credit: 'Graphic: Fachstelle Kinder- und Jugendschutz Nordfluss',
      alt: 'Abstract graphic: shields pushed into one another',
      body: [
        paragraph(
          'Whoever travels with children in summer does not need a folder of rules, but something that is read at the campsite too.'
        ),
        callToAction('sicher-unterwegs', 'The booklet can be ordered here.'),
        heading(2, 'Three things before you leave'),
        steps(
          'Say aloud who decides in an emergency',
          'Agree rules with the children',
          'Take phone numbers along on paper'
        ),
        paragraph(
          'The ',
          mention('merkblatt-aufsicht', 'factsheet on supervision'),
          ' will follow once the lawyers are done.'
        ),
      ],
    },
    fr: {
      kicker: 'Protection de l’enfance',
      title: 'À temps pour l’été : le livret sur la protection des enfants est réimprimé',
      lead: 'Tous les exemplaires du premier tirage ont été distribués. En attendant les nouveaux, il reste le fichier.',
      caption: 'Une protection qui tient dans un sac à dos.',
      credit: 'Illustration : Fachstelle Kinder- und Jugendschutz Nordfluss',
      alt: 'Illustration abstraite : des boucliers emboîtés',
      body: [
        paragraph(
          'Pour partir avec des enfants, pas besoin d’un classeur : il faut un texte qu’on lit aussi au camping.'
        ),
        callToAction('sicher-unterwegs', 'Le livret peut être commandé ici.'),
        heading(2, 'Trois choses avant le départ'),
        steps(
          'Dire à voix haute qui décide en cas d’urgence',
          'Fixer les règles avec les enfants',
          'Emporter les numéros sur papier'
        ),
        paragraph(
          'La ',
          mention('merkblatt-aufsicht', 'fiche sur le devoir de surveillance'),
          ' suivra dès qu’elle aura été relue par des juristes.'
        ),
      ],
    },
  },
};
