import { adminApi } from '@strapi/strapi/admin';

import type { Confidence } from '../../domain/contract';
import type { Found } from '../../domain/found';
import type { Words } from '../../domain/problems';
import type { Outcome, NewEntry, ReportEntry, ReportKind, RunSummary } from '../../domain/run-report';

/** The admin's own API of the plugin: what the screens ask and change. */
export interface UploadedSource {
  readonly id: string;
  readonly name: string;
  readonly sizeInBytes: number;
  /** The first draft of a mapping, as YAML. */
  readonly mapping: string;
  /** What is in it; missing for uploads of earlier versions. */
  readonly found?: Found;
}

export type Mode = 'dry-run' | 'write';
export type RunState = 'running' | 'done' | 'failed' | 'stopped' | 'interrupted';

export interface RunInfo {
  readonly id: string;
  readonly source: string;
  readonly sourceName: string;
  readonly mode: Mode;
  readonly state: RunState;
  readonly startedAt: string;
  readonly progress: {
    readonly phase: string;
    readonly done: number;
    readonly total: number | null;
    readonly secondsLeft: number | null;
  } | null;
  readonly summary: RunSummary | null;
  /** Why it failed, in each language; runs of earlier versions say it in English alone. */
  readonly error: Words | string | null;
}

export interface StartOptions {
  readonly source: string;
  readonly mapping: string;
  readonly mode: Mode;
  readonly overwrite: boolean;
  readonly applySuggestions: boolean;
}

interface ImportSettings {
  readonly hasFileadmin: boolean;
  readonly locales: readonly string[];
  readonly defaultLocale: string;
}

export interface ArticleOptions {
  readonly file: File;
  readonly locale: string;
  readonly write: boolean;
  readonly applySuggestions: boolean;
}

export interface ArticleResult {
  readonly outcome: Outcome;
  readonly documentId: string;
  readonly title: string;
  readonly material: { readonly documentId: string; readonly title: string; readonly isNew: boolean } | null;
  readonly entries: readonly NewEntry[];
}

interface Answer<Data> {
  readonly data: Data;
}

interface ReportPage extends Answer<readonly ReportEntry[]> {
  readonly meta: {
    readonly counts: Readonly<Partial<Record<ReportKind, number>>>;
    readonly reasons: Readonly<Record<string, number>>;
    readonly pagination: { readonly page: number; readonly pageSize: number; readonly total: number };
  };
}

/** Which lines are shown; '' for all. */
export interface ReportFilter {
  readonly kind: ReportKind | '';
  readonly reason: string;
  readonly confidence: Confidence | '';
  readonly record: string;
}

interface ReportQuery extends ReportFilter {
  readonly id: string;
  readonly page: number;
  readonly pageSize: number;
}

const dataOf = <Data>({ data }: Answer<Data>): Data => data;

const formOf = (parts: Readonly<Record<string, string | File>>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(parts)) form.append(name, value);
  return form;
};

const api = adminApi.enhanceEndpoints({ addTagTypes: ['Typo3Sources', 'Typo3Runs', 'Typo3Report'] }).injectEndpoints({
  endpoints: (build) => ({
    importSettings: build.query<ImportSettings, undefined>({
      query: () => '/typo3-import/settings',
      transformResponse: dataOf<ImportSettings>,
    }),
    sources: build.query<readonly UploadedSource[], undefined>({
      query: () => '/typo3-import/sources',
      transformResponse: dataOf<readonly UploadedSource[]>,
      providesTags: ['Typo3Sources'],
    }),
    addSource: build.mutation<UploadedSource, File>({
      query: (file) => ({ url: '/typo3-import/sources', method: 'POST', data: formOf({ file }) }),
      transformResponse: dataOf<UploadedSource>,
      invalidatesTags: ['Typo3Sources'],
    }),
    addSites: build.mutation<UploadedSource, { readonly id: string; readonly file: File }>({
      query: ({ id, file }) => ({ url: `/typo3-import/sources/${id}/sites`, method: 'POST', data: formOf({ file }) }),
      transformResponse: dataOf<UploadedSource>,
      invalidatesTags: ['Typo3Sources'],
    }),
    removeSource: build.mutation<undefined, string>({
      query: (id) => ({ url: `/typo3-import/sources/${id}`, method: 'DELETE' }),
      invalidatesTags: ['Typo3Sources'],
    }),
    runs: build.query<readonly RunInfo[], undefined>({
      query: () => '/typo3-import/runs',
      transformResponse: dataOf<readonly RunInfo[]>,
      keepUnusedDataFor: 0,
      providesTags: ['Typo3Runs'],
    }),
    run: build.query<RunInfo, string>({
      query: (id) => `/typo3-import/runs/${id}`,
      transformResponse: dataOf<RunInfo>,
      keepUnusedDataFor: 0,
      providesTags: ['Typo3Runs'],
    }),
    startRun: build.mutation<RunInfo, StartOptions>({
      query: (data) => ({ url: '/typo3-import/runs', method: 'POST', data }),
      transformResponse: dataOf<RunInfo>,
      invalidatesTags: ['Typo3Runs'],
    }),
    stopRun: build.mutation<undefined, string>({
      query: (id) => ({ url: `/typo3-import/runs/${id}/stop`, method: 'POST', data: {} }),
      invalidatesTags: ['Typo3Runs'],
    }),
    report: build.query<ReportPage, ReportQuery>({
      query: ({ id, ...wanted }) => ({
        url: `/typo3-import/runs/${id}/report`,
        method: 'GET',
        config: { params: Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== '')) },
      }),
      keepUnusedDataFor: 0,
      providesTags: ['Typo3Report'],
    }),
    applySuggestion: build.mutation<{ readonly state: string }, { readonly id: string; readonly entry: number }>({
      query: ({ id, entry }) => ({
        url: `/typo3-import/runs/${id}/suggestions/${entry}/apply`,
        method: 'POST',
        data: {},
      }),
      transformResponse: dataOf<{ readonly state: string }>,
      // A refusal may be news too: the sentence is gone from the text.
      invalidatesTags: ['Typo3Report'],
    }),
    importArticle: build.mutation<ArticleResult, ArticleOptions>({
      query: ({ file, locale, write, applySuggestions }) => ({
        url: '/typo3-import/articles',
        method: 'POST',
        data: formOf({ file, locale, write: String(write), applySuggestions: String(applySuggestions) }),
      }),
      transformResponse: dataOf<ArticleResult>,
    }),
  }),
});

export const {
  useImportSettingsQuery,
  useSourcesQuery,
  useAddSourceMutation,
  useAddSitesMutation,
  useRemoveSourceMutation,
  useRunsQuery,
  useRunQuery,
  useStartRunMutation,
  useStopRunMutation,
  useReportQuery,
  useApplySuggestionMutation,
  useImportArticleMutation,
} = api;
