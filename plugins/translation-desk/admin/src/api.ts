import { adminApi } from '@strapi/strapi/admin';

import type { TranslationState } from '../../domain/translation';
import type { DiffPart } from '../../domain/word-diff';
import type { Job } from '../../server/src/services/jobs';
import type {
  EntryReport as ImportEntry,
  FieldReport as ImportField,
  ImportReport,
} from '../../server/src/services/exchange/report';
import type { FieldState } from '../../domain/translation-note';
import type { XliffVersion } from '../../domain/xliff/exported';

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
      {
        readonly state: TranslationState;
        readonly isPublished: boolean;
        readonly outdatedFields: readonly string[];
        readonly incompleteFields: readonly string[];
      }
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
  readonly state: FieldState;
  /** Who said that it is up to date as it stands. */
  readonly confirmed: { readonly by: string; readonly at: string } | null;
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

/** A file for translators. */
export interface ExportFile {
  readonly name: string;
  readonly xliff: string;
  readonly entries: number;
  readonly units: number;
  readonly isMore: boolean;
  readonly out: number;
}

export type { ImportField, ImportEntry, ImportReport, Job };

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
  /** In the translation, and no longer in the source. */
  readonly surplus: readonly Related[];
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

const api = adminApi
  .enhanceEndpoints({ addTagTypes: ['TranslationDesk', 'TranslationJobs', 'Document', 'Relations'] })
  .injectEndpoints({
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
      unconfirm: build.mutation<Comparison, Translation & { readonly fields: readonly string[] }>({
        query: ({ fields, ...translation }) => ({
          url: `${pathOf(translation)}/up-to-date/undo`,
          method: 'POST',
          data: { data: { fields } },
        }),
        transformResponse: dataOf<Comparison>,
        invalidatesTags: ['TranslationDesk'],
      }),
      confirmAll: build.mutation<
        { readonly confirmed: number },
        { readonly locale: string; readonly entries: readonly string[] }
      >({
        query: (data) => ({ url: '/translation-desk/up-to-date', method: 'POST', data: { data } }),
        transformResponse: dataOf<{ readonly confirmed: number }>,
        invalidatesTags: ['TranslationDesk'],
      }),
      jobs: build.query<readonly Job[], undefined>({
        query: () => '/translation-desk/jobs',
        transformResponse: dataOf<readonly Job[]>,
        keepUnusedDataFor: 0,
        providesTags: ['TranslationJobs'],
      }),
      cancelJob: build.mutation<null, number>({
        query: (id) => ({ url: `/translation-desk/jobs/${id}`, method: 'DELETE' }),
        invalidatesTags: ['TranslationJobs'],
      }),
      exportTexts: build.mutation<
        ExportFile,
        Omit<DeskQuery, 'locales' | 'page' | 'pageSize'> & {
          source: string;
          locale: string;
          entries: readonly string[];
          version: XliffVersion;
          recipient: string;
          note: string;
          withOut: boolean;
        }
      >({
        query: ({ states, entries, ...params }) => ({
          url: '/translation-desk/export',
          method: 'GET',
          config: { params: { ...params, states: states.join(','), entries: entries.join(',') } },
        }),
        transformResponse: dataOf<ExportFile>,
        invalidatesTags: ['TranslationJobs'],
      }),
      importTexts: build.mutation<ImportReport, { file: File; dryRun: boolean }>({
        query: ({ file, dryRun }) => {
          const data = new FormData();
          data.append('file', file);
          return { url: '/translation-desk/import', method: 'POST', data, config: { params: { dryRun } } };
        },
        transformResponse: dataOf<ImportReport>,
        invalidatesTags: (report) => (report?.isWritten ? ['TranslationDesk', 'TranslationJobs'] : []),
      }),
      relationGaps: build.query<RelationGaps, Translation & { readonly savedAt: string }>({
        query: (translation) => `${pathOf(translation)}/relations`,
        transformResponse: dataOf<RelationGaps>,
        keepUnusedDataFor: 0,
        providesTags: ['TranslationDesk'],
      }),
      /** The edit form holds the entry and its relations: they are read anew. */
      applyRelations: build.mutation<{ readonly taken: number }, Translation>({
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
  useExportTextsMutation,
  useImportTextsMutation,
  useRelationGapsQuery,
  useApplyRelationsMutation,
  useUnconfirmMutation,
  useConfirmAllMutation,
  useJobsQuery,
  useCancelJobMutation,
} = api;
