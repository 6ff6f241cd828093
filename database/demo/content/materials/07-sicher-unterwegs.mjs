import { heading, paragraph, steps } from '../blocks.mjs';

/** Being printed again; the PDF bridges the gap. Counted: the last copy turned it. */
export default {
  key: 'sicher-unterwegs',
  topics: ['protection', 'training'],
  pattern: 'shield',
  publishers: ['schutz', 'portal'],
  publishedOn: '2024-04-15',
  locales: {
    de: {
      title: 'Sicher unterwegs',
      subtitle: 'Schutzkonzepte für Freizeiten und Ferienlager',
      abstract: 'Von der Risikoanalyse bis zum Abend am Lagerfeuer: ein Schutzkonzept, das auch Ehrenamtliche lesen.',
      pages: 52,
      pdf: true,
      description: [
        paragraph(
          'Ein Schutzkonzept nützt nur, wenn es alle kennen, die mitfahren. Dieses Heft passt in den Rucksack.'
        ),
        heading(2, 'In sechs Schritten'),
        steps(
          'Risiken gemeinsam ansehen',
          'Regeln mit den Kindern aushandeln',
          'Team vorbereiten',
          'Ansprechpersonen benennen',
          'Im Ernstfall ruhig handeln',
          'Nachher auswerten'
        ),
      ],
    },
    en: {
      title: 'Safely on the Way',
      subtitle: 'Safeguarding for holiday camps and trips',
      abstract: 'From risk assessment to the evening round the fire: safeguarding that volunteers will actually read.',
      pages: 52,
      pdf: true,
      description: [
        paragraph('Safeguarding works only if everyone on the trip knows it. This booklet fits into a rucksack.'),
        heading(2, 'In six steps'),
        steps(
          'Look at the risks together',
          'Agree rules with the children',
          'Prepare the team',
          'Name people to turn to',
          'Stay calm in an emergency',
          'Review afterwards'
        ),
      ],
    },
    fr: {
      title: 'En route, en sécurité',
      subtitle: 'Protéger les enfants pendant les séjours et les camps',
      abstract: 'De l’analyse des risques à la veillée : une démarche de protection que les bénévoles liront vraiment.',
      pages: 52,
      description: [
        paragraph(
          'Une démarche de protection n’est utile que si toute l’équipe la connaît. Ce livret tient dans un sac à dos.'
        ),
        heading(2, 'En six étapes'),
        steps(
          'Repérer les risques ensemble',
          'Fixer les règles avec les enfants',
          'Préparer l’équipe',
          'Désigner des personnes de confiance',
          'Garder son calme en cas d’urgence',
          'Faire le bilan'
        ),
      ],
    },
  },
  stock: [
    {
      edition: null,
      orderNumber: 'FKJ-131',
      availability: 'in-stock',
      quantity: 0,
      lowStockAt: 100,
      whenSoldOut: 'reprinting',
      expectedInDays: 30,
    },
  ],
  expected: {
    de: { type: 'download', availability: 'reprinting', file: 'de', expected: true },
    en: { type: 'download', availability: 'reprinting', file: 'en', expected: true },
    fr: { type: 'download', availability: 'reprinting', file: 'de', expected: true },
  },
};
