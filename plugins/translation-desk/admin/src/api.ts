import { adminApi } from '@strapi/strapi/admin';

import type { TranslationState } from '../../domain/translation';
import type { DiffPart } from '../../domain/word-diff';

/** The admin's own API of the plugin: what the screens ask and change. */
export interface DeskSettings {
  readonly types: readonly { readonly uid: string; readonly name: string; readonly kind: string }[];
  readonly locales: readonly string[];
  readonly defaultLocale: string;
  /** The languages that this person may write. */
  readonly myLocales: readonly string[];
}

export interface DeskEntry {
  readonly type: string;
  readonly documentId: string;
  readonly title: string;
  readonly sourceLocale: string;
  readonly changedAt: string;
  readonly locales: Readonly<
    Record<
      string,
      { readonly state: TranslationState; readonly isPublished: boolean; readonly outdatedFields: readonly string[] }
    >
  >;
}

export interface DeskQuery {
  readonly search: string;
  readonly type: string;
  readonly locales: readonly string[];
  readonly states: readonly TranslationState[];
  readonly page: number;
  readonly pageSize: number;
}

interface DeskPage {
  readonly data: readonly DeskEntry[];
  readonly meta: { readonly total: number; readonly isMore: boolean; readonly hasNext: boolean };
}

export type Counts = Readonly<Record<string, Readonly<Partial<Record<TranslationState, number>>>>>;

export interface ComparedField {
  readonly field: string;
  readonly label: string;
  readonly isOutdated: boolean;
  readonly source: string;
  readonly isCut: boolean;
  readonly changes: readonly DiffPart[];
}

export interface Comparison {
  readonly locale: string;
  readonly sourceLocale: string;
  readonly isThere: boolean;
  readonly mayConfirm: boolean;
  readonly fields: readonly ComparedField[];
}

interface Translation {
  readonly uid: string;
  readonly documentId: string;
  readonly locale: string;
}

interface Answer<Data> {
  readonly data: Data;
}

const dataOf = <Data>({ data }: Answer<Data>): Data => data;

const pathOf = ({ uid, documentId, locale }: Translation): string =>
  `/translation-desk/entries/${uid}/${documentId}/${locale}`;

const api = adminApi.enhanceEndpoints({ addTagTypes: ['TranslationDesk'] }).injectEndpoints({
  endpoints: (build) => ({
    deskSettings: build.query<DeskSettings, undefined>({
      query: () => '/translation-desk/settings',
      transformResponse: dataOf<DeskSettings>,
    }),
    translations: build.query<DeskPage, DeskQuery>({
      query: ({ locales, states, ...params }) => ({
        url: '/translation-desk/entries',
        method: 'GET',
        config: { params: { ...params, locales: locales.join(','), states: states.join(',') } },
      }),
      keepUnusedDataFor: 0, // entries are written elsewhere: ask anew with each visit
      providesTags: ['TranslationDesk'],
    }),
    translationCounts: build.query<Counts, string>({
      query: (type) => ({ url: '/translation-desk/counts', method: 'GET', config: { params: { type } } }),
      transformResponse: dataOf<Counts>,
      keepUnusedDataFor: 0,
      providesTags: ['TranslationDesk'],
    }),
    /** `savedAt` is part of the question, so that each save asks anew. */
    comparison: build.query<Comparison, Translation & { readonly savedAt: string }>({
      query: pathOf,
      transformResponse: dataOf<Comparison>,
      keepUnusedDataFor: 0,
      providesTags: ['TranslationDesk'],
    }),
    confirm: build.mutation<
      Comparison,
      Translation & { readonly fields: readonly { readonly field: string; readonly source: string }[] }
    >({
      query: ({ fields, ...translation }) => ({
        url: `${pathOf(translation)}/up-to-date`,
        method: 'POST',
        data: { data: { fields } },
      }),
      transformResponse: dataOf<Comparison>,
      invalidatesTags: ['TranslationDesk'],
    }),
  }),
});

export const {
  useDeskSettingsQuery,
  useTranslationsQuery,
  useTranslationCountsQuery,
  useComparisonQuery,
  useConfirmMutation,
} = api;
