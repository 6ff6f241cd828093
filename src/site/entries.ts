import type { BlockNode, Material, MaterialAction, MediaFile, NewsArticle } from '@inprint/client';

import type { Query } from './api';

export interface Picture extends MediaFile {
  readonly formats?: Readonly<Record<string, { readonly url?: string; readonly width?: number }>> | null;
}

/** A material in a list. */
export type Card = Pick<
  Material,
  'documentId' | 'title' | 'subtitle' | 'slug' | 'publishedOn' | 'pages' | 'locale' | 'action'
> & { readonly cover?: Picture | null };

/** A news article in a list. */
export type Teaser = Pick<NewsArticle, 'documentId' | 'kicker' | 'title' | 'slug' | 'lead' | 'date' | 'locale'> & {
  readonly image?: Picture | null;
};

export interface Alternate {
  readonly locale: string;
  readonly slug: string | null;
}

interface Publisher {
  readonly name: string;
  readonly url?: string | null;
}

export interface WholeMaterial extends Omit<Material, 'cover' | 'publishers' | 'newsArticles'> {
  readonly cover?: Picture | null;
  readonly publishers?: Publisher[];
  readonly newsArticles?: Teaser[];
  readonly localizations?: readonly (Pick<Material, 'title' | 'slug' | 'locale'> & {
    readonly action: MaterialAction;
  })[];
}

export type Box =
  | { readonly __component: 'news.material-box'; readonly heading?: string | null; readonly materials?: Card[] }
  | { readonly __component: 'news.text-box'; readonly heading?: string | null; readonly text?: BlockNode[] | null };

export interface WholeArticle extends Omit<NewsArticle, 'image' | 'materials' | 'boxes'> {
  readonly image?: Picture | null;
  readonly caption: string | null;
  readonly credit: string | null;
  readonly source: string | null;
  readonly materials?: Card[];
  readonly boxes?: Box[];
}

export interface Pagination {
  readonly page: number;
  readonly pageCount: number;
  readonly total: number;
}

export interface Found<Entry> {
  readonly data: Entry[];
  readonly meta: { readonly pagination: Pagination };
}

export interface One<Entry> {
  readonly data: Entry;
  readonly meta: { readonly canonicalSlug?: string | null; readonly isPreview?: boolean };
}

/** Fields of a picture that a page needs. */
export const PICTURE = { fields: ['url', 'alternativeText', 'width', 'height', 'formats'] };

/** What a material's card needs; `action` comes by itself. */
export const CARD: Query = {
  fields: ['title', 'subtitle', 'slug', 'publishedOn', 'pages', 'locale'],
  populate: { cover: PICTURE },
};

/** What a news article's teaser needs. */
export const TEASER: Query = {
  fields: ['kicker', 'title', 'slug', 'lead', 'date', 'locale'],
  populate: { image: PICTURE },
};
