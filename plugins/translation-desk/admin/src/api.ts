import { adminApi } from '@strapi/strapi/admin';

import type { TranslationState } from '../../domain/translation';
import type { DiffPart } from '../../domain/word-diff';
import type { EntryReport as HandInEntry, FieldReport as HandInField } from '../../server/src/services/exchange';

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

/** A file to hand to translators. */
export interface HandOut {
  readonly name: string;
  readonly xliff: string;
  readonly entries: number;
  readonly units: number;
  readonly isMore: boolean;
}

export type { HandInField, HandInEntry };

/** What a file would change, or did. */
export interface HandInReport {
  readonly sourceLocale: string;
  readonly targetLocale: string;
  readonly isWritten: boolean;
  readonly taken: number;
  readonly refused: number;
  readonly untouched: number;
  readonly entries: readonly HandInEntry[];
}

export interface Related {
  readonly type: string;
  readonly documentId: string;
  readonly title: string;
}

export interface RelationGap {
  readonly path: string;
  readonly field: string;
  readonly label: string;
  /** Which of several boxes it is in, from 1. */
  readonly position: number | null;
  readonly missing: readonly Related[];
  readonly absent: readonly Related[];
}

interface RelationGaps {
  readonly mayTake: boolean;
  readonly gaps: readonly RelationGap[];
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

const api = adminApi.enhanceEndpoints({ addTagTypes: ['TranslationDesk', 'Document', 'Relations'] }).injectEndpoints({
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
    handOut: build.mutation<
      HandOut,
      Omit<DeskQuery, 'locales' | 'page' | 'pageSize'> & { source: string; locale: string; entries: readonly string[] }
    >({
      query: ({ states, entries, ...params }) => ({
        url: '/translation-desk/hand-out',
        method: 'GET',
        config: { params: { ...params, states: states.join(','), entries: entries.join(',') } },
      }),
      transformResponse: dataOf<HandOut>,
    }),
    handIn: build.mutation<HandInReport, { file: File; dryRun: boolean }>({
      query: ({ file, dryRun }) => {
        const data = new FormData();
        data.append('file', file);
        return { url: '/translation-desk/hand-in', method: 'POST', data, config: { params: { dryRun } } };
      },
      transformResponse: dataOf<HandInReport>,
      invalidatesTags: (report) => (report?.isWritten ? ['TranslationDesk'] : []),
    }),
    relationGaps: build.query<RelationGaps, Translation & { readonly savedAt: string }>({
      query: (translation) => `${pathOf(translation)}/relations`,
      transformResponse: dataOf<RelationGaps>,
      keepUnusedDataFor: 0,
      providesTags: ['TranslationDesk'],
    }),
    /** The edit form holds the entry and its relations: they are read anew. */
    takeRelations: build.mutation<{ readonly taken: number }, Translation>({
      query: (translation) => ({ url: `${pathOf(translation)}/relations`, method: 'POST' }),
      transformResponse: dataOf<{ readonly taken: number }>,
      invalidatesTags: ['TranslationDesk', 'Document', 'Relations'],
    }),
  }),
});

export const {
  useDeskSettingsQuery,
  useTranslationsQuery,
  useTranslationCountsQuery,
  useComparisonQuery,
  useConfirmMutation,
  useHandOutMutation,
  useHandInMutation,
  useRelationGapsQuery,
  useTakeRelationsMutation,
} = api;
