import { callToAction, heading, mention, paragraph, steps } from '../blocks.mjs';

export default {
  key: 'poster-zum-datenschutztag',
  daysAgo: 24,
  topics: ['privacy'],
  materials: ['meine-daten-deine-daten', 'recht-im-bild'],
  pattern: 'grid',
  locales: {
    de: {
      kicker: 'Aktionstag',
      title: 'Vierzig Szenen, tausend Spuren: ein Poster zum Datenschutztag',
      lead: 'Wo hinterlassen wir Daten? Ein Wimmelposter macht sichtbar, was sonst im Hintergrund läuft – und lädt Gruppen zum Spielen ein.',
      caption: 'Ausschnitt aus einem Raster von Möglichkeiten.',
      credit: 'Grafik: Werkraum Medienbildung Nordfluss e. V.',
      alt: 'Abstrakte Grafik: ein Raster aus farbigen Feldern',
      body: [
        paragraph(
          'Da ist das Mädchen am Fahrkartenautomaten, der Junge mit der klugen Uhr, die Oma, die dem Lautsprecher Rezepte diktiert.'
        ),
        callToAction('meine-daten-deine-daten', 'Das Poster ist derzeit nicht lieferbar.'),
        heading(2, 'Ein Spiel für zwanzig Minuten'),
        steps(
          'In Paaren drei Szenen aussuchen',
          'Überlegen, wer hier etwas erfährt',
          'Der Gruppe eine Gegenmaßnahme vorschlagen'
        ),
        paragraph(
          'Wer tiefer einsteigen möchte, greift zu den Fragekarten ',
          mention('recht-im-bild', '„Recht im Bild“'),
          '.'
        ),
      ],
      boxes: [
        {
          type: 'material-box',
          heading: 'Für den Aktionstag',
          materials: ['meine-daten-deine-daten', 'recht-im-bild'],
        },
      ],
    },
    en: {
      kicker: 'Day of action',
      title: 'Forty scenes, a thousand traces: a poster for Data Protection Day',
      lead: 'Where do we leave data behind? A busy poster shows what usually runs in the background – and invites groups to play.',
      caption: 'A detail from a grid of possibilities.',
      credit: 'Graphic: Werkraum Medienbildung Nordfluss e. V.',
      alt: 'Abstract graphic: a grid of coloured squares',
      body: [
        paragraph(
          'There is the girl at the ticket machine, the boy with the clever watch, the grandmother dictating recipes to a loudspeaker.'
        ),
        callToAction('meine-daten-deine-daten', 'The poster is not available at the moment.'),
        heading(2, 'A game of twenty minutes'),
        steps(
          'In pairs, choose three scenes',
          'Think about who learns something here',
          'Suggest a counter-measure to the group'
        ),
        paragraph('To go deeper, take the question cards ', mention('recht-im-bild', '“The Right Picture”'), '.'),
      ],
      boxes: [
        { type: 'material-box', heading: 'For the day', materials: ['meine-daten-deine-daten', 'recht-im-bild'] },
      ],
    },
    fr: {
      kicker: 'Journée d’action',
      title: 'Quarante scènes, mille traces : une affiche pour la journée de la protection des données',
      lead: 'Où laissons-nous des données ? Une affiche foisonnante montre ce qui se passe d’habitude en coulisses.',
      caption: 'Détail d’une grille de possibilités.',
      credit: 'Illustration : Werkraum Medienbildung Nordfluss e. V.',
      alt: 'Illustration abstraite : une grille de cases colorées',
      body: [
        paragraph(
          'La jeune fille devant le distributeur, le garçon à la montre connectée, la grand-mère qui dicte ses recettes à l’enceinte…'
        ),
        callToAction('meine-daten-deine-daten', 'L’affiche n’est pas disponible pour le moment.'),
        heading(2, 'Un jeu de vingt minutes'),
        steps('Choisir trois scènes à deux', 'Se demander qui apprend quoi', 'Proposer une parade au groupe'),
        paragraph('Pour aller plus loin : les cartes ', mention('recht-im-bild', '« Droit à l’image »'), '.'),
      ],
      boxes: [
        { type: 'material-box', heading: 'Pour la journée', materials: ['meine-daten-deine-daten', 'recht-im-bild'] },
      ],
    },
  },
};
