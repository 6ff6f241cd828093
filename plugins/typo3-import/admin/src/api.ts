import { adminApi } from '@strapi/strapi/admin';

import type { EntriesPage, EntriesQuery, ImportRun } from '../../domain/admin-contract';
import type { ReportEntry } from '../../domain/run-report';

interface Answer<Data> {
  readonly data: Data;
}

const dataOf = <Data>({ data }: Answer<Data>): Data => data;

const pathOf = (id: string): string => `/typo3-import/imports/${encodeURIComponent(id)}`;

const api = adminApi.enhanceEndpoints({ addTagTypes: ['Typo3Imports', 'Typo3Entries'] }).injectEndpoints({
  endpoints: (build) => ({
    imports: build.query<readonly ImportRun[], undefined>({
      query: () => '/typo3-import/imports',
      transformResponse: dataOf<readonly ImportRun[]>,
      keepUnusedDataFor: 0, // imports also run from the command line: ask anew with each visit
      providesTags: ['Typo3Imports'],
    }),
    import: build.query<ImportRun, string>({
      query: pathOf,
      transformResponse: dataOf<ImportRun>,
      keepUnusedDataFor: 0,
      providesTags: ['Typo3Imports'],
    }),
    upload: build.mutation<ImportRun, readonly File[]>({
      query: (files) => {
        const data = new FormData();
        for (const file of files) data.append('files', file);
        return { url: '/typo3-import/imports', method: 'POST', data };
      },
      transformResponse: dataOf<ImportRun>,
      invalidatesTags: ['Typo3Imports'],
    }),
    changeMapping: build.mutation<ImportRun, { readonly id: string; readonly mapping: string }>({
      query: ({ id, mapping }) => ({ url: `${pathOf(id)}/mapping`, method: 'PUT', data: { data: { mapping } } }),
      transformResponse: dataOf<ImportRun>,
      invalidatesTags: ['Typo3Imports'],
    }),
    command: build.mutation<ImportRun, { readonly id: string; readonly command: 'dry-run' | 'start' | 'stop' }>({
      query: ({ id, command }) => ({ url: `${pathOf(id)}/${command}`, method: 'POST', data: {} }),
      transformResponse: dataOf<ImportRun>,
      invalidatesTags: ['Typo3Imports', 'Typo3Entries'],
    }),
    entries: build.query<EntriesPage, EntriesQuery & { readonly id: string; readonly state: string }>({
      // `state` is part of the question, so that each step of the import asks anew.
      query: ({ id, state: _state, ...params }) => ({
        url: `${pathOf(id)}/entries`,
        method: 'GET',
        config: { params },
      }),
      keepUnusedDataFor: 0,
      providesTags: ['Typo3Entries'],
    }),
    applySuggestion: build.mutation<ReportEntry, { readonly id: string; readonly entry: number }>({
      query: ({ id, entry }) => ({ url: `${pathOf(id)}/entries/${entry}/apply`, method: 'POST', data: {} }),
      transformResponse: dataOf<ReportEntry>,
      invalidatesTags: ['Typo3Entries'],
    }),
  }),
});

export const {
  useImportsQuery,
  useImportQuery,
  useUploadMutation,
  useChangeMappingMutation,
  useCommandMutation,
  useEntriesQuery,
  useApplySuggestionMutation,
} = api;
