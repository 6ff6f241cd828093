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

export const WORDS: Readonly<Record<string, Words>> = {
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
  ar: {
    alsoAsFile: 'متوفر أيضًا بصيغة {type}',
    thisEditionAsFile: 'هذه الطبعة بصيغة {type}',
    lowStock: 'لم يتبقَّ سوى عدد قليل من النسخ.',
    gone: 'لم يعد هذا المنشور متاحًا هنا.',
  },
  es: {
    alsoAsFile: 'También en {type}',
    thisEditionAsFile: 'Esta edición en {type}',
    lowStock: 'Quedan pocos ejemplares.',
    gone: 'Esta publicación ya no se ofrece aquí.',
  },
  it: {
    alsoAsFile: 'Anche in {type}',
    thisEditionAsFile: 'Questa edizione in {type}',
    lowStock: 'Restano solo poche copie.',
    gone: 'Questa pubblicazione non è più disponibile qui.',
  },
  nl: {
    alsoAsFile: 'Ook als {type}',
    thisEditionAsFile: 'Deze editie als {type}',
    lowStock: 'Er zijn nog maar enkele exemplaren.',
    gone: 'Deze publicatie wordt hier niet meer aangeboden.',
  },
  pl: {
    alsoAsFile: 'Także w formacie {type}',
    thisEditionAsFile: 'To wydanie w formacie {type}',
    lowStock: 'Zostało tylko kilka egzemplarzy.',
    gone: 'Ta publikacja nie jest tu już dostępna.',
  },
  tr: {
    alsoAsFile: '{type} olarak da mevcut',
    thisEditionAsFile: '{type} olarak bu baskı',
    lowStock: 'Yalnızca birkaç nüsha kaldı.',
    gone: 'Bu yayın artık burada sunulmuyor.',
  },
  uk: {
    alsoAsFile: 'Також у форматі {type}',
    thisEditionAsFile: 'Це видання у форматі {type}',
    lowStock: 'Залишилося лише кілька примірників.',
    gone: 'Цю публікацію тут більше не пропонують.',
  },
};

const ENGLISH = WORDS.en as Words;

/** The words of a locale, else of its base language, else English ones. */
export const wordsIn = (locale: string): Words => WORDS[locale] ?? WORDS[locale.split('-')[0] ?? locale] ?? ENGLISH;
