/**
 * How the edit forms and lists of the content types look at first: which fields, in which order and size, with which
 * explanation. Explanations are kept in English; `src/admin/translations` has them in other languages under that text.
 */

/** A field's name and its width in twelfths of the form. */
type Cell = readonly [name: string, size: number];

export interface Form {
  readonly uid: string;
  /** The field whose value stands for an entry, in lists of relations. */
  readonly mainField: string;
  readonly sortBy: readonly [field: string, order: 'ASC' | 'DESC'];
  readonly rows: readonly (readonly Cell[])[];
  readonly columns: readonly string[];
  readonly hints: Readonly<Record<string, string>>;
}

const WEB_ADDRESS = 'The last part of the page’s address. Made from the title if left empty.';
const FORMER = 'Filled in by itself when the web address changes, so that old links keep working.';

export const FORMS: readonly Form[] = [
  {
    uid: 'api::material.material',
    mainField: 'title',
    sortBy: ['title', 'ASC'],
    columns: ['title', 'availability', 'publishedOn', 'updatedAt'],
    rows: [
      [['title', 12]],
      [['subtitle', 12]],
      [['abstract', 12]],
      [['description', 12]],
      [
        ['cover', 6],
        ['pdf', 6],
      ],
      [
        ['accessiblePdf', 6],
        ['easyLanguagePdf', 6],
      ],
      [['pdfUrl', 12]],
      [['topics', 12]],
      [
        ['publishedOn', 4],
        ['pages', 4],
        ['isbn', 4],
      ],
      [
        ['price', 4],
        ['currency', 4],
        ['maxPerOrder', 4],
      ],
      [['orderUrl', 12]],
      [['authors', 12]],
      [['publishers', 12]],
      [['slug', 12]],
      [['formerSlugs', 12]],
    ],
    hints: {
      slug: WEB_ADDRESS,
      formerSlugs: FORMER,
      pdf: 'Readers get this file when the printed edition can no longer be ordered. Each language has its own.',
      accessiblePdf: 'A tagged PDF that screen readers can follow (PDF/UA), if the PDF itself is not one.',
      easyLanguagePdf: 'The publication in easy language (German: Leichte Sprache), offered beside the PDF.',
      pdfUrl: 'Only if the file is not in the media library: its address, beginning with https://.',
      cover: 'Put a description of the picture into its alternative text.',
      price: 'For all languages. Leave it empty if the material is free.',
      maxPerOrder: 'For all languages. Leave it empty for no limit.',
      orderUrl:
        'Only if it is ordered in a shop elsewhere. For all languages; empty leads to the order form of this site.',
      publishedOn: 'For all languages.',
      isbn: '10 or 13 digits, with or without hyphens.',
    },
  },
  {
    uid: 'api::news-article.news-article',
    mainField: 'title',
    sortBy: ['date', 'DESC'],
    columns: ['title', 'date', 'materials', 'updatedAt'],
    rows: [
      [
        ['kicker', 8],
        ['date', 4],
      ],
      [['title', 12]],
      [['lead', 12]],
      [['body', 12]],
      [['materials', 12]],
      [
        ['image', 6],
        ['caption', 6],
      ],
      [
        ['credit', 6],
        ['source', 6],
      ],
      [['topics', 12]],
      [['boxes', 12]],
      [['slug', 12]],
      [['formerSlugs', 12]],
    ],
    hints: {
      slug: WEB_ADDRESS,
      formerSlugs: FORMER,
      kicker: 'A word or two above the title.',
      date: 'For all languages.',
      lead: 'Two or three sentences that say what it is about.',
      materials: 'Shown below the article, each with the button that is right at the time.',
      boxes: 'Further materials or a short text, set apart from the article.',
      source: 'Where the news comes from, if it is not your own.',
    },
  },
  {
    uid: 'api::stock-status.stock-status',
    mainField: 'orderNumber',
    sortBy: ['updatedAt', 'DESC'],
    columns: ['material', 'edition', 'orderNumber', 'availability', 'quantity', 'expectedOn'],
    rows: [
      [
        ['material', 8],
        ['edition', 4],
      ],
      [
        ['availability', 6],
        ['whenSoldOut', 6],
      ],
      [
        ['quantity', 4],
        ['lowStockAt', 4],
        ['expectedOn', 4],
      ],
      [
        ['orderNumber', 4],
        ['successor', 8],
      ],
      [['note', 12]],
    ],
    hints: {
      edition: 'Which language has its own print run? Most materials have one edition for all languages.',
      orderNumber: 'The number that the warehouse knows this edition by. Each number only once.',
      quantity:
        'Leave it empty if nobody counts. At 0 the order button goes away by itself. Later changes: at the stock desk.',
      lowStockAt: 'From this number of copies on, the edition is reported as running low.',
      expectedOn: 'The day on which copies are expected. Readers are told.',
      successor: 'Only for the state “replaced”: the material that readers are led to.',
      note: 'Readers never see this.',
    },
  },
  {
    uid: 'api::topic.topic',
    mainField: 'name',
    sortBy: ['name', 'ASC'],
    columns: ['name', 'updatedAt'],
    rows: [
      [
        ['name', 6],
        ['slug', 6],
      ],
    ],
    hints: { slug: WEB_ADDRESS },
  },
];

export const COMPONENT_FORMS: readonly Omit<Form, 'columns' | 'sortBy'>[] = [
  { uid: 'publication.publisher', mainField: 'name', rows: [[['name', 6], ['url', 6]]], hints: {} }, // prettier-ignore
  { uid: 'publication.author', mainField: 'name', rows: [[['name', 12]]], hints: {} },
  { uid: 'publication.former-slug', mainField: 'slug', rows: [[['slug', 12]]], hints: {} },
  { uid: 'news.material-box', mainField: 'heading', rows: [[['heading', 12]], [['materials', 12]]], hints: {} },
  { uid: 'news.text-box', mainField: 'heading', rows: [[['heading', 12]], [['text', 12]]], hints: {} },
];
