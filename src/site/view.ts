import type { Api } from './api';
import type { Assets } from './assets';
import type { Html } from './html';
import type { SiteLocale, Speech } from './words';

/** What every page is made with. */
export interface View extends Speech {
  /** The site's own address, without a slash at its end. */
  readonly origin: string;
  readonly assets: Assets;
  /** Where the portal is: days and moments are said in it. */
  readonly timeZone: string;
  /** The portal tells open pages what changed. */
  readonly isLive: boolean;
}

/** What a reader asked for. */
export interface Visit {
  readonly view: View;
  readonly api: Api;
  readonly query: URLSearchParams;
  /** The pass of a preview link: the admin opens drafts with it. */
  readonly preview: string | null;
  /** Do languages of a material have stocks of their own? */
  readonly hasOwnStocks: (documentId: string) => Promise<boolean>;
}

export interface OpenGraph {
  readonly type: 'website' | 'article' | 'book';
  readonly image?: {
    readonly url: string;
    readonly alt?: string | null;
    readonly width?: number | null;
    readonly height?: number | null;
  } | null;
}

export interface Head {
  /** Null for the site's own name. */
  readonly title: string | null;
  readonly description?: string | null;
  /** The one address of this page, a path; null for a page that no search engine should keep. */
  readonly canonical: string | null;
  /** The same page in other languages, its own included. */
  readonly alternates?: readonly { readonly locale: string; readonly path: string }[];
  readonly og?: OpenGraph;
  /** Data for machines. */
  readonly data?: readonly Html[];
}

export type Section = 'home' | 'materials' | 'order' | null;

export interface Page {
  readonly kind: 'page';
  readonly status?: number;
  readonly section: Section;
  readonly head: Head;
  /** Where the language switch leads. */
  readonly inLanguage: (locale: SiteLocale) => string;
  /** The languages that the page is there in; by default all. */
  readonly languages?: ReadonlySet<string>;
  readonly main: Html;
  readonly isPreview?: boolean;
  /** Nobody keeps it: it is made for one reader. */
  readonly isPersonal?: boolean;
  /** Of the order basket, where it changed: null empties it. */
  readonly basket?: string | null;
  readonly retryAfter?: string | null;
}

export interface Redirect {
  readonly kind: 'redirect';
  readonly status: 301 | 302 | 303 | 308;
  readonly to: string;
  readonly basket?: string | null;
}

/** A feed, a map of the site and their like. */
export interface Text {
  readonly kind: 'text';
  readonly type: string;
  readonly body: string;
}

export type Answer = Page | Redirect | Text;
