import { callToAction, heading, link, mention, paragraph } from '../blocks.mjs';

export default {
  key: 'zwei-ufer',
  daysAgo: 38,
  topics: ['international'],
  materials: ['zwei-ufer-eine-woche', 'methodenkoffer', 'austausch-in-zahlen'],
  pattern: 'waves',
  locales: {
    de: {
      kicker: 'International',
      title: 'Ein Tagebuch für zwei: Begegnungen in der Drei-Ufer-Region',
      lead: 'Links Deutsch, rechts Französisch, dazwischen Klebestreifen: Ein neues Heft begleitet Jugendliche durch eine gemeinsame Woche.',
      caption: 'Zwei Ufer, ein Fluss.',
      credit: 'Grafik: Netzwerk Jugend grenzenlos',
      alt: 'Abstrakte Grafik: Wellenlinien zwischen zwei Ufern',
      body: [
        paragraph(
          'Am zweiten Tag wird gekocht, am dritten verläuft man sich, am vierten gibt es Streit. So steht es im Heft, und so kommt es meistens.'
        ),
        callToAction('zwei-ufer-eine-woche', 'Das Tagebuch kann bestellt werden.'),
        heading(2, 'Passend dazu'),
        paragraph(
          'Für den ersten Abend gibt es den ',
          mention('methodenkoffer', 'Methodenkoffer Sprachanimation'),
          '. Wer Argumente braucht, findet sie im Bericht ',
          mention('austausch-in-zahlen', '„Austausch in Zahlen“'),
          '. Termine stehen auf den ',
          link('https://grenzenlos.example.org/termine', 'Seiten des Netzwerks'),
          '.'
        ),
      ],
      boxes: [
        {
          type: 'material-box',
          heading: 'Für Ihre Begegnung',
          materials: ['zwei-ufer-eine-woche', 'methodenkoffer', 'austausch-in-zahlen'],
        },
      ],
    },
    fr: {
      kicker: 'International',
      title: 'Un carnet pour deux : les rencontres dans la région des Trois-Rives',
      lead: 'L’allemand à gauche, le français à droite, du ruban adhésif entre les deux : un nouveau carnet accompagne les jeunes pendant une semaine commune.',
      caption: 'Deux rives, un fleuve.',
      credit: 'Illustration : Netzwerk Jugend grenzenlos',
      alt: 'Illustration abstraite : des vagues entre deux rives',
      body: [
        paragraph(
          'Le deuxième jour, on cuisine ; le troisième, on se perd ; le quatrième, on se dispute. C’est écrit dans le carnet, et c’est souvent vrai.'
        ),
        callToAction('zwei-ufer-eine-woche', 'Le carnet est épuisé.'),
        heading(2, 'Pour aller avec'),
        paragraph(
          'Pour le premier soir, pensez à la ',
          mention('methodenkoffer', 'mallette d’animation linguistique'),
          '. Les arguments se trouvent dans le rapport ',
          mention('austausch-in-zahlen', '« Les échanges en chiffres »'),
          ', les dates sur les ',
          link('https://grenzenlos.example.org/termine', 'pages du réseau'),
          '.'
        ),
      ],
      boxes: [
        {
          type: 'material-box',
          heading: 'Pour votre rencontre',
          materials: ['zwei-ufer-eine-woche', 'methodenkoffer', 'austausch-in-zahlen'],
        },
      ],
    },
  },
};
