import { bullets, callToAction, heading, mention, paragraph, quote } from '../blocks.mjs';

/** The story it all began with. The words stored in it say "can be ordered": what readers see follows the stock. */
export default {
  key: 'klartext-vergriffen',
  daysAgo: 2,
  topics: ['digital', 'training'],
  materials: ['klartext-im-netz', 'meine-daten-deine-daten'],
  pattern: 'network',
  locales: {
    de: {
      kicker: 'Qualifizierung',
      title: 'Sieben Wochen, fünftausend Hefte: Ratgeber zu sozialen Medien übertrifft alle Erwartungen',
      lead: 'Mit so viel Post hatte in Nordfluss niemand gerechnet. Die Broschüre „Klartext im Netz“ zeigt Teams der Jugendarbeit, wie sie soziale Medien mit kleinem Aufwand und klaren Absprachen nutzen.',
      caption: 'Viele Knoten, ein Netz: So stellt sich die Gestaltung das Titelbild vor.',
      credit: 'Grafik: Fachportal Jugendarbeit Musterland',
      alt: 'Abstrakte Grafik: helle Punkte, durch Linien zu einem Netz verbunden',
      source: 'Werkraum Medienbildung Nordfluss e. V.',
      body: [
        callToAction('klartext-im-netz', 'Die Broschüre kann hier bestellt werden.'),
        paragraph(
          'Im Jugendtreff klingelt das Telefon nur noch selten. Wer wissen will, ob heute geöffnet ist, schaut nach – und zwar dort, wo er ohnehin gerade ist. Für Einrichtungen heißt das: Sie müssen entscheiden, auf welchen Kanälen sie antworten wollen und auf welchen bewusst nicht.'
        ),
        heading(2, 'Weniger Kanäle, mehr Absprachen'),
        paragraph(
          'Genau hier setzt ',
          mention('klartext-im-netz', '„Klartext im Netz“'),
          ' an. Statt für jeden neuen Dienst eine Anleitung zu liefern, beginnt das Heft mit drei Fragen: Wen wollen wir erreichen? Wer kümmert sich darum? Und was tun wir, wenn es einmal schiefgeht?'
        ),
        quote('Zwei Stunden in der Woche genügen, wenn vorher feststeht, wofür.'),
        heading(2, 'Was Teams besonders oft nachfragen'),
        bullets(
          'den Redaktionsplan für kleine Einrichtungen',
          'die Antwortbausteine für schwierige Kommentare',
          'das Muster einer Richtlinie für Haupt- und Ehrenamtliche'
        ),
        paragraph(
          'Wer mit Jugendlichen über Datenspuren sprechen möchte, findet im ',
          mention('meine-daten-deine-daten', 'Wimmelposter „Meine Daten, deine Daten“'),
          ' einen guten Einstieg.'
        ),
      ],
      boxes: [
        { type: 'material-box', heading: 'Zum Thema', materials: ['klartext-im-netz', 'podcast-werkstatt'] },
        {
          type: 'text-box',
          heading: 'Englische Ausgabe',
          text: [
            paragraph(
              'Die englische Ausgabe wurde getrennt gedruckt. Ob sie vorrätig ist, steht auf ihrer eigenen Seite.'
            ),
          ],
        },
      ],
    },
    en: {
      kicker: 'Training',
      title: 'Seven weeks, five thousand copies: guide to social media outruns all expectations',
      lead: 'Nobody in Nordfluss had expected so much mail. “Plain Words Online” shows youth work teams how to use social media with little effort and clear agreements.',
      caption: 'Many knots, one net: how the designers picture the cover.',
      credit: 'Graphic: Fachportal Jugendarbeit Musterland',
      alt: 'Abstract graphic: bright dots joined by lines into a net',
      source: 'Werkraum Medienbildung Nordfluss e. V.',
      body: [
        callToAction('klartext-im-netz', 'The guide can be ordered here.'),
        paragraph(
          'The phone in the youth club hardly rings any more. Whoever wants to know if it is open tonight looks it up, wherever they happen to be anyway. So organisations have to decide on which channels they want to answer, and on which, deliberately, they do not.'
        ),
        heading(2, 'Fewer channels, clearer agreements'),
        paragraph(
          'This is where ',
          mention('klartext-im-netz', '“Plain Words Online”'),
          ' comes in. Rather than a manual for every new service, it starts with three questions: whom do we want to reach, who looks after it, and what do we do when it goes wrong?'
        ),
        quote('Two hours a week are enough, provided you know beforehand what for.'),
        heading(2, 'What teams ask for most'),
        bullets(
          'the editorial plan for small teams',
          'ready-made answers to awkward comments',
          'model guidelines for staff and volunteers'
        ),
        paragraph(
          'For a conversation about data trails, the poster ',
          mention('meine-daten-deine-daten', '“My Data, Your Data”'),
          ' is a good place to start.'
        ),
      ],
      boxes: [
        { type: 'material-box', heading: 'On this topic', materials: ['klartext-im-netz', 'podcast-werkstatt'] },
        {
          type: 'text-box',
          heading: 'English edition',
          text: [paragraph('The English edition was printed separately. Its own page says whether it is in stock.')],
        },
      ],
    },
    fr: {
      kicker: 'Formation',
      title: 'Sept semaines, cinq mille exemplaires : le guide sur les réseaux sociaux dépasse toutes les attentes',
      lead: 'À Nordfluss, personne n’attendait autant de courrier. La brochure montre aux équipes de jeunesse comment utiliser les réseaux sociaux sans y passer leurs journées.',
      caption: 'Beaucoup de nœuds, un seul réseau.',
      credit: 'Illustration : Fachportal Jugendarbeit Musterland',
      alt: 'Illustration abstraite : des points lumineux reliés en réseau',
      source: 'Werkraum Medienbildung Nordfluss e. V.',
      body: [
        callToAction('klartext-im-netz', 'La brochure peut être commandée ici.'),
        paragraph(
          'Au local de jeunes, le téléphone ne sonne presque plus. Pour savoir si c’est ouvert ce soir, on regarde là où l’on est déjà. Les structures doivent donc choisir les canaux sur lesquels elles répondent, et ceux qu’elles laissent de côté.'
        ),
        heading(2, 'Moins de canaux, plus d’accords'),
        paragraph(
          'C’est le point de départ de ',
          mention('klartext-im-netz', '« Parler clair en ligne »'),
          ' : qui voulons-nous toucher, qui s’en occupe, et que faire en cas de dérapage ?'
        ),
        quote('Deux heures par semaine suffisent, à condition de savoir pour quoi faire.'),
        heading(2, 'Ce que les équipes demandent le plus'),
        bullets(
          'un planning éditorial pour petites équipes',
          'des réponses types aux commentaires délicats',
          'un modèle de charte pour salariés et bénévoles'
        ),
        paragraph(
          'Pour parler avec les jeunes des traces qu’ils laissent, l’affiche ',
          mention('meine-daten-deine-daten', '« Mes données, tes données »'),
          ' est un bon point de départ.'
        ),
      ],
      boxes: [
        { type: 'material-box', heading: 'Sur ce thème', materials: ['klartext-im-netz', 'podcast-werkstatt'] },
        {
          type: 'text-box',
          heading: 'Édition anglaise',
          text: [
            paragraph('L’édition anglaise a été imprimée à part. Sa disponibilité est indiquée sur sa propre page.'),
          ],
        },
      ],
    },
  },
};
