import { bullets, heading, paragraph } from '../blocks.mjs';

/** The story it all began with: so popular that it is gone. The English edition was printed apart and is still there. */
export default {
  key: 'klartext-im-netz',
  topics: ['digital', 'training'],
  pattern: 'network',
  publishers: ['werkraum', 'portal'],
  authors: ['Redaktion Werkraum Medienbildung'],
  publishedOn: '2024-02-12',
  maxPerOrder: 20,
  locales: {
    de: {
      title: 'Klartext im Netz',
      subtitle: 'Soziale Medien für Träger und Fachkräfte der Jugendarbeit',
      abstract:
        'Kanäle auswählen, Rollen klären, freundlich bleiben: Die Broschüre begleitet Teams vom ersten Profil bis zur eigenen Richtlinie.',
      formerSlugs: ['soziale-medien-broschuere'],
      pages: 64,
      isbn: '978-3-16-148410-0',
      pdf: true,
      easyLanguage: {
        title: 'Klartext im Netz in Leichter Sprache',
        subtitle: 'Tipps für soziale Medien',
        abstract: 'In diesem Heft geht es um soziale Medien. Soziale Medien sind zum Beispiel Video-Portale.',
        description: [
          paragraph('Viele Jugendliche sind im Internet. Darum fragen sich Teams in Jugend-Einrichtungen:'),
          bullets('Was wollen wir im Internet zeigen?', 'Wer kümmert sich darum?', 'Was wollen wir nicht?'),
          paragraph('Das Heft hilft bei den Antworten. Die Sätze sind kurz. Schwere Wörter werden erklärt.'),
        ],
      },
      description: [
        paragraph(
          'Wer Jugendliche erreichen will, kommt an sozialen Medien nicht vorbei. Trotzdem fehlt in vielen Einrichtungen die Zeit, sich in Ruhe zu fragen: Was wollen wir dort eigentlich, wer kümmert sich darum, und wo ziehen wir die Grenze?'
        ),
        heading(2, 'Was in der Broschüre steht'),
        bullets(
          'Entscheidungshilfe: Welcher Kanal passt zu welcher Zielgruppe?',
          'Redaktionsplan für kleine Teams mit zwei Stunden pro Woche',
          'Umgang mit Kommentaren, Krisen und Privatnachrichten',
          'Muster für eine Social-Media-Richtlinie, die in den Dienstalltag passt'
        ),
        paragraph('Alle Vorlagen dürfen kopiert, gekürzt und an die eigene Einrichtung angepasst werden.'),
      ],
    },
    en: {
      title: 'Plain Words Online',
      subtitle: 'Social media for youth work organisations and their staff',
      abstract:
        'Choosing channels, settling who does what, staying kind: this guide walks teams from a first profile to guidelines of their own.',
      pages: 56,
      pdf: true,
      description: [
        paragraph(
          'Anyone who wants to reach young people will meet them on social media. Yet few teams ever find a quiet hour to ask what they want to do there, who looks after it, and where to draw the line.'
        ),
        heading(2, 'What is inside'),
        bullets(
          'A decision aid: which channel for which audience?',
          'An editorial plan for small teams with two hours a week',
          'How to deal with comments, crises and private messages',
          'Model guidelines that fit into everyday work'
        ),
        paragraph('All templates may be copied, shortened and adapted.'),
      ],
    },
    fr: {
      title: 'Parler clair en ligne',
      subtitle: 'Les réseaux sociaux dans le travail de jeunesse',
      abstract:
        'Choisir ses canaux, répartir les rôles, rester bienveillant : un guide qui accompagne les équipes du premier profil à leur propre charte.',
      description: [
        paragraph(
          'Pour rencontrer les jeunes, il faut aller là où ils échangent. Mais rares sont les équipes qui ont le temps de se demander ce qu’elles veulent y faire, qui s’en charge et où placer les limites.'
        ),
        heading(2, 'Ce que contient la brochure'),
        bullets(
          'Une aide au choix : quel canal pour quel public ?',
          'Un planning éditorial pour les petites équipes qui disposent de deux heures par semaine',
          'Réagir aux commentaires, aux crises et aux messages privés',
          'Un modèle de charte adapté au travail quotidien'
        ),
        paragraph('Tous les modèles peuvent être copiés, abrégés et adaptés à votre structure.'),
        paragraph('La brochure existe en allemand et en anglais ; une traduction française est à l’étude.'),
      ],
    },
  },
  stock: [
    {
      edition: null,
      orderNumber: 'WM-2401',
      availability: 'in-stock',
      quantity: 0,
      lowStockAt: 50,
      whenSoldOut: 'out-of-print',
      note: 'Auflage 5.000, nach sieben Wochen vergriffen. Kein Nachdruck geplant.',
    },
    { edition: 'en', orderNumber: 'WM-2401-EN', availability: 'in-stock', quantity: 180, lowStockAt: 25 },
  ],
  expected: {
    de: { type: 'download', availability: 'out-of-print', file: 'de' },
    en: { type: 'order', availability: 'in-stock', file: 'en', maxPerOrder: 20 },
    fr: { type: 'download', availability: 'out-of-print', file: 'de' },
  },
};
