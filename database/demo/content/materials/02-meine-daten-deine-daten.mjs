import { bullets, paragraph } from '../blocks.mjs';

export default {
  key: 'meine-daten-deine-daten',
  topics: ['privacy', 'digital'],
  pattern: 'grid',
  publishers: ['werkraum'],
  publishedOn: '2025-01-20',
  maxPerOrder: 5,
  locales: {
    de: {
      title: 'Meine Daten, deine Daten',
      subtitle: 'Wimmelposter für Gruppenräume, Format A1',
      abstract: 'Ein Poster mit vierzig kleinen Szenen: Wo entstehen im Alltag Daten, und wer schaut dabei zu?',
      pages: 1,
      pdf: true,
      description: [
        paragraph(
          'Auf den ersten Blick eine belebte Stadt, auf den zweiten eine Spurensuche: Jugendliche entdecken, an welchen Stellen sie Daten hinterlassen und was sich dagegen tun lässt.'
        ),
        bullets(
          'Für Gruppen ab zwölf Jahren',
          'Rückseite mit acht Spielideen und Lösungen',
          'Gefaltet auf A4, sicher im Karton verschickt'
        ),
      ],
    },
    en: {
      title: 'My Data, Your Data',
      subtitle: 'A busy poster for group rooms, A1',
      abstract: 'One poster, forty little scenes: where does everyday life leave data behind, and who is watching?',
      pages: 1,
      pdf: true,
      description: [
        paragraph(
          'At first glance a lively town, at second glance a trail of clues. Young people find the places where they leave data, and what they can do about it.'
        ),
        bullets('For groups aged twelve and over', 'Eight game ideas with answers on the back', 'Folded to A4'),
      ],
    },
    fr: {
      title: 'Mes données, tes données',
      subtitle: 'Affiche foisonnante pour salles de groupe, format A1',
      abstract:
        'Une affiche, quarante petites scènes : où laissons-nous des données au quotidien, et qui les regarde ?',
      pages: 1,
      pdf: true,
      description: [
        paragraph(
          'Au premier regard, une ville animée ; au second, un jeu de piste. Les jeunes repèrent les endroits où ils laissent des données et ce qu’ils peuvent faire pour les protéger.'
        ),
        bullets(
          'Pour des groupes à partir de douze ans',
          'Au dos : huit idées de jeux avec solutions',
          'Pliée au format A4'
        ),
      ],
    },
  },
  stock: [{ edition: null, orderNumber: 'WM-2502', availability: 'in-stock', quantity: 1200, lowStockAt: 100 }],
  expected: {
    de: { type: 'order', availability: 'in-stock', file: 'de', maxPerOrder: 5 },
    en: { type: 'order', availability: 'in-stock', file: 'en', maxPerOrder: 5 },
    fr: { type: 'order', availability: 'in-stock', file: 'fr', maxPerOrder: 5 },
  },
};
