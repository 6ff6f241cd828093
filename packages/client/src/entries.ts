import type { Availability, MaterialAction } from './action';

/** What Strapi gives every entry. */
export interface Entry {
  id: number;
  documentId: string;
  createdAt: string;
  updatedAt: string;
  publishedAt: string | null;
  locale: string;
  /** With `alternates=true`. */
  alternates?: Alternate[];
}

/** A published language of an entry. */
export interface Alternate {
  locale: string;
  slug: string | null;
  /** The address of its page; null where none is configured. */
  url: string | null;
  /** What its links' `hreflang` say: its language, and `x-default` for the version that readers of all other languages get. */
  hreflang: string[];
}

/** A file of the media library, under `populate`. */
export interface MediaFile {
  id: number;
  documentId: string;
  name: string;
  url: string;
  mime: string;
  /** Kilobytes of 1,000 bytes. */
  size: number;
  alternativeText: string | null;
  width: number | null;
  height: number | null;
}

/** A node of Strapi's Blocks format. `material` and `action` are Inprint's keys. */
export interface BlockNode {
  type: string;
  text?: string;
  url?: string;
  material?: { documentId: string };
  /** On a call to action, as readers get it. */
  action?: MaterialAction;
  children?: BlockNode[];
  [key: string]: unknown;
}

interface Name {
  id: number;
  name: string;
}

export interface Material extends Entry {
  title: string;
  subtitle: string | null;
  slug: string | null;
  abstract: string | null;
  description: BlockNode[] | null;
  pdfUrl: string | null;
  publishedOn: string | null;
  pages: number | null;
  isbn: string | null;
  price: number | null;
  currency: string | null;
  maxPerOrder: number | null;
  orderUrl: string | null;
  availability: Availability | null;
  action: MaterialAction;
  /** These are there where they are populated. */
  cover?: MediaFile | null;
  pdf?: MediaFile | null;
  accessiblePdf?: MediaFile | null;
  easyLanguagePdf?: MediaFile | null;
  authors?: Name[];
  publishers?: Name[];
  topics?: Topic[];
  newsArticles?: NewsArticle[];
}

export interface NewsArticle extends Entry {
  title: string;
  kicker: string | null;
  slug: string | null;
  lead: string | null;
  date: string | null;
  caption: string | null;
  credit: string | null;
  body: BlockNode[] | null;
  source: string | null;
  /** These are there where they are populated. */
  image?: MediaFile | null;
  materials?: Material[];
  topics?: Topic[];
}

export interface Topic extends Entry {
  name: string;
  slug: string | null;
  materials?: Material[];
  newsArticles?: NewsArticle[];
}

/** An entry and what the answer says about it. */
export interface EntryAnswer<Type> {
  data: Type;
  meta: {
    /** Of reads by slug: the present one, where a former one was asked for. */
    canonicalSlug?: string | null;
    /** With `localeFallback=true`, where another language was answered. */
    locale?: string;
    requestedLocale?: string;
  };
}
