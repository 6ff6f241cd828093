/** What the component says of its own accord; labels and notices come with the action. */
export interface Words {
  /** Beside an order button, where there is a file too. `{type}` is "PDF". */
  readonly alsoAsFile: string;
  /** Beside the way to the new edition: the old one's file. */
  readonly thisEditionAsFile: string;
  /** `in-stock` at or below `lowStockAt`. */
  readonly lowStock: string;
  /** The API answered, and does not know the material. */
  readonly gone: string;
}

const WORDS: Readonly<Record<string, Words>> = {
  de: {
    alsoAsFile: 'Auch als {type}',
    thisEditionAsFile: 'Diese Ausgabe als {type}',
    lowStock: 'Nur noch wenige Exemplare.',
    gone: 'Diese Publikation wird hier nicht mehr angeboten.',
  },
  en: {
    alsoAsFile: 'Also as {type}',
    thisEditionAsFile: 'This edition as {type}',
    lowStock: 'Only a few copies left.',
    gone: 'This publication is no longer offered here.',
  },
  fr: {
    alsoAsFile: 'Aussi en {type}',
    thisEditionAsFile: 'Cette édition en {type}',
    lowStock: 'Il ne reste que quelques exemplaires.',
    gone: 'Cette publication n’est plus proposée ici.',
  },
};

const ENGLISH = WORDS.en as Words;

/** The words of a locale, else of its base language, else English ones. */
export const wordsIn = (locale: string): Words => WORDS[locale] ?? WORDS[locale.split('-')[0] ?? locale] ?? ENGLISH;
