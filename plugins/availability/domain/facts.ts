import type { Availability, WhenSoldOut } from './availability';

/** A BCP 47 language tag as Strapi's i18n spells it: `de`, `fr`, `de-AT`. */
export type Locale = string;

/** Strapi's `documentId`: one for all locales, drafts and published rows of an entry. */
export type DocumentId = string;

/** A calendar day, `YYYY-MM-DD`. */
export type Day = string;

/** A PDF that readers can fetch: a file of the media library or one kept elsewhere. */
export interface PdfFile {
  readonly url: string;
  readonly name: string;
  readonly mime: string;
  /** Bytes; null when unknown, as for files kept elsewhere. */
  readonly sizeInBytes: number | null;
}

/**
 * The same publication for who cannot read the usual PDF: a tagged one that screen readers can follow (PDF/UA), or one in
 * easy language (German *Leichte Sprache*).
 */
export const OTHER_FILE_KINDS = ['accessible', 'easy-language'] as const;
export type OtherFileKind = (typeof OTHER_FILE_KINDS)[number];

/** One row of a material: one locale, as a draft or as published. */
export interface MaterialVersion {
  readonly locale: Locale;
  readonly status: 'draft' | 'published';
  readonly title: string;
  readonly slug: string | null;
  /** The file of the media library, where it still exists. */
  readonly pdf: PdfFile | null;
  /** A PDF kept elsewhere; the media library's file goes first. */
  readonly pdfUrl: string | null;
  /** Files of the media library beside the PDF. */
  readonly otherFiles: Readonly<Partial<Record<OtherFileKind, PdfFile>>>;
  readonly orderUrl: string | null;
  readonly maxPerOrder: number | null;
}

/** What a stock status record says. */
export interface StockStatus {
  /** The language of this print run; null is "one edition for all languages". */
  readonly edition: Locale | null;
  /** What is written down. `stateOf` tells what holds. */
  readonly availability: Availability;
  /** Copies in the warehouse; null is "not counted". */
  readonly quantity: number | null;
  readonly lowStockAt: number | null;
  readonly whenSoldOut: WhenSoldOut;
  readonly expectedOn: Day | null;
  readonly successor: DocumentId | null;
}

/** Everything that is known about one material. */
export interface MaterialFacts {
  readonly documentId: DocumentId;
  readonly versions: readonly MaterialVersion[];
  readonly editions: readonly StockStatus[];
}

/** The facts of the materials that were asked for, and of their successors. */
export type Catalogue = ReadonlyMap<DocumentId, MaterialFacts>;

/** `public` sees published rows only; `preview` sees drafts where there are any. */
export type Audience = 'public' | 'preview';

/** Who asks for what, in which language. */
export interface Ask {
  readonly documentId: DocumentId;
  readonly locale: Locale;
  readonly audience: Audience;
}

/** What a portal decides once, for all its materials. */
export interface Settings {
  /** All locales in their order. */
  readonly locales: readonly Locale[];
  readonly defaultLocale: Locale;
  /** Fallback chains by locale, where they differ from the default chain. */
  readonly fallbacks: Readonly<Record<Locale, readonly Locale[]>>;
  /** Addresses of the reading site; `{documentId}`, `{slug}` and `{locale}` are filled in. */
  readonly pages: { readonly material: string; readonly order: string };
  /**
   * What goes before paths: of files the portal's own address, of pages the reading site's. No slash at the end; `''` leaves
   * paths as they are.
   */
  readonly origins: { readonly files: string; readonly pages: string };
  /** Readers may leave an address where copies may come. */
  readonly waitlist: boolean;
  /** The day it is where the readers are. */
  readonly today: Day;
}
