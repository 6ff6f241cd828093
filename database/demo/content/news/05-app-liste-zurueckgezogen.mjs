import { bullets, callToAction, mention, paragraph, strong } from '../blocks.mjs';

/** A recall: no button, no file, in no language. */
export default {
  key: 'app-liste-zurueckgezogen',
  daysAgo: 17,
  topics: ['protection', 'digital'],
  materials: ['apps-fuer-kinder', 'medienzeit-zu-hause'],
  pattern: 'cards',
  locales: {
    de: {
      kicker: 'Hinweis',
      title: 'Fachstelle zieht Empfehlungsliste zu Kinder-Apps zurück',
      lead: 'Mehrere empfohlene Apps geben seit ihrem letzten Update Daten an Werbenetze weiter. Die Fachstelle bittet, die Liste nicht mehr zu verwenden.',
      caption: 'Eine Karte fällt aus dem Stapel.',
      credit: 'Grafik: Fachstelle Kinder- und Jugendschutz Nordfluss',
      alt: 'Abstrakte Grafik: gestapelte Karten, eine liegt quer',
      body: [
        paragraph(
          strong('Bitte legen Sie die Liste nicht mehr aus. '),
          'Was sie empfiehlt, entspricht nicht mehr dem, was sie verspricht.'
        ),
        callToAction('apps-fuer-kinder', 'Die Liste kann hier heruntergeladen werden.'),
        paragraph('Was Einrichtungen jetzt tun können:'),
        bullets('ausliegende Exemplare entfernen', 'Eltern kurz informieren, ohne zu beunruhigen', [
          'bis zur Neuauflage auf das Faltblatt ',
          mention('medienzeit-zu-hause', '„Medienzeit zu Hause“'),
          ' verweisen',
        ]),
      ],
    },
    en: {
      kicker: 'Notice',
      title: 'Agency withdraws its list of apps for children',
      lead: 'Since their last updates several of the recommended apps pass data on to advertising networks. Please stop using the list.',
      caption: 'One card falls out of the pack.',
      credit: 'Graphic: Fachstelle Kinder- und Jugendschutz Nordfluss',
      alt: 'Abstract graphic: stacked cards, one lying across',
      body: [
        paragraph(
          strong('Please do not display the list any longer. '),
          'What it recommends no longer keeps what it promises.'
        ),
        callToAction('apps-fuer-kinder', 'The list can be downloaded here.'),
        paragraph('What organisations can do now:'),
        bullets('Remove copies on display', 'Tell parents briefly, without alarming them', [
          'Until there is a new list, point to ',
          mention('medienzeit-zu-hause', '“Screen Time at Home”'),
        ]),
      ],
    },
    fr: {
      kicker: 'Avis',
      title: 'Retrait d’une sélection d’applications pour enfants',
      lead: 'Depuis leur dernière mise à jour, plusieurs applications recommandées transmettent des données à des réseaux publicitaires. Merci de ne plus utiliser cette liste.',
      caption: 'Une carte sort du paquet.',
      credit: 'Illustration : Fachstelle Kinder- und Jugendschutz Nordfluss',
      alt: 'Illustration abstraite : des cartes empilées, dont une de travers',
      body: [
        paragraph(
          strong('Merci de ne plus la mettre à disposition. '),
          'Ce qu’elle recommande ne tient plus ses promesses.'
        ),
        callToAction('apps-fuer-kinder', 'La liste peut être téléchargée ici.'),
        paragraph('Ce que les structures peuvent faire dès maintenant :'),
        bullets('retirer les exemplaires exposés', 'informer brièvement les parents, sans les inquiéter', [
          'en attendant une nouvelle liste, renvoyer au dépliant ',
          mention('medienzeit-zu-hause', '« Les écrans à la maison »'),
        ]),
      ],
    },
  },
};
