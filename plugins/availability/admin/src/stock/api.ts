import { adminApi } from '@strapi/strapi/admin';

import type { MaterialAction } from '../../../domain/action';
import type { Availability, WhenSoldOut } from '../../../domain/availability';
import type { RuleName } from '../../../domain/decision';
import type { StockStatus } from '../../../domain/facts';
import type { OfferedFile } from '../../../domain/pdf';
import type { LineError } from '../../../domain/stock-file';
import type { Warning } from '../../../domain/warning';
import type { DeskRow } from '../../../server/src/services/stock-desk';

/** The admin's own API of the plugin: what the screens ask and change. Answers are kept and asked anew after a change. */
export interface Titled {
  readonly documentId: string;
  readonly title: string;
}

export type Edition = DeskRow;

export interface PageExplanation {
  readonly rule: RuleName;
  readonly state: Availability | null;
  readonly edition: StockStatus | null;
  readonly titleLocale: string;
  readonly pdf: OfferedFile | null;
  readonly successor: string | null;
  readonly fallbackChain: readonly string[];
}

/** What readers get on a material's page in one language; null where they see nothing. */
export interface ReaderPage {
  readonly locale: string;
  readonly action: MaterialAction | null;
  readonly explanation: PageExplanation | null;
}

export interface Panel {
  readonly documentId: string;
  readonly editions: readonly (Edition & { readonly lowStock: boolean; readonly successor: string | null })[];
  readonly pages: readonly ReaderPage[];
  readonly warnings: readonly Warning[];
}

export type QuantityChange =
  /** `seen`: the copies on the shelf that were shown; where there are others by now, nothing is written. */
  | {
      readonly kind: 'delta';
      readonly copies: number;
      readonly reason?: 'delivery' | 'correction';
      readonly seen?: number | null;
    }
  | { readonly kind: 'count'; readonly copies: number; readonly seen?: number | null }
  | { readonly kind: 'uncounted'; readonly seen?: number | null };

export interface EditionUpdate {
  readonly availability?: Availability;
  readonly whenSoldOut?: WhenSoldOut;
  readonly expectedOn?: string | null;
  readonly successor?: string | null;
  readonly lowStockAt?: number | null;
}

export interface DeskQuery {
  readonly search: string;
  readonly states: readonly Availability[];
  readonly sort: string;
  readonly order: 'ASC' | 'DESC';
  readonly page: number;
  readonly pageSize: number;
}

export interface DeskPage {
  readonly data: readonly Edition[];
  readonly meta: { readonly total: number; readonly isMore: boolean; readonly hasNext: boolean };
}

export interface FileChange {
  readonly line: number;
  readonly orderNumber: string;
  readonly title: string;
  readonly quantity: { readonly from: number | null; readonly to: number } | null;
  readonly expectedOn: { readonly from: string | null; readonly to: string | null } | null;
}

export interface FileReport {
  readonly lines: number;
  readonly unchanged: number;
  readonly changes: readonly FileChange[];
  readonly changeCount: number;
  readonly errors: readonly LineError[];
  readonly errorCount: number;
  /** Of those that would lose their order button: how many, and the first titles. */
  readonly takesButtons: { readonly count: number; readonly titles: readonly string[] };
  readonly applied: boolean;
  /** What takes the applied file back. */
  readonly undo: string | null;
}

export interface Attention {
  readonly withoutPdf: readonly Edition[];
  readonly late: readonly Edition[];
  readonly low: readonly Edition[];
}

/** An entry on the site that names materials readers cannot see; `title` is null for one that was deleted. */
export interface UnpublishedMention {
  readonly uid: string;
  readonly documentId: string;
  readonly locale: string | null;
  readonly title: string;
  readonly materials: readonly { readonly documentId: string; readonly title: string | null }[];
}

export interface UnpublishedMentions {
  readonly data: readonly UnpublishedMention[];
  readonly meta: { readonly total: number };
}

interface SiteLocale {
  readonly code: string;
  readonly name: string;
}

interface Answer<Data> {
  readonly data: Data;
}

const dataOf = <Data>({ data }: Answer<Data>): Data => data;

const api = adminApi.enhanceEndpoints({ addTagTypes: ['AvailabilityStock', 'Document'] }).injectEndpoints({
  endpoints: (build) => ({
    siteLocales: build.query<SiteLocale[], undefined>({ query: () => '/i18n/locales' }),
    settings: build.query<{ materialUid: string; stockStatusUid: string }, undefined>({
      query: () => '/availability/settings',
      transformResponse: dataOf<{ materialUid: string; stockStatusUid: string }>,
    }),
    findMaterials: build.query<Titled[], string>({
      query: (search) => ({ url: '/availability/materials', method: 'GET', config: { params: { search } } }),
      transformResponse: dataOf<Titled[]>,
    }),
    titleOf: build.query<Titled | null, string>({
      query: (id) => ({ url: '/availability/materials', method: 'GET', config: { params: { ids: id } } }),
      transformResponse: ({ data }: Answer<Titled[]>) => data[0] ?? null,
    }),
    panel: build.query<Panel, { uid: string; documentId: string }>({
      query: ({ documentId }) => `/availability/panel/${documentId}`,
      transformResponse: dataOf<Panel>,
      // The content manager says under this tag that an entry was saved, published, unpublished.
      providesTags: (_panel, _error, { uid, documentId }) => [
        'AvailabilityStock',
        { type: 'Document', id: `${uid}_${documentId}` },
      ],
    }),
    deskPage: build.query<DeskPage, DeskQuery>({
      query: ({ states, ...params }) => ({
        url: '/availability/stock',
        method: 'GET',
        config: { params: { ...params, states: states.join(',') } },
      }),
      providesTags: ['AvailabilityStock'],
    }),
    changeQuantity: build.mutation<
      { before: number | null; after: number | null; undo: QuantityChange },
      { id: string; change: QuantityChange }
    >({
      query: ({ id, change }) => ({ url: `/availability/stock/${id}/changes`, method: 'POST', data: change }),
      transformResponse: dataOf<{ before: number | null; after: number | null; undo: QuantityChange }>,
      invalidatesTags: ['AvailabilityStock'],
    }),
    updateEdition: build.mutation<{ undo: EditionUpdate }, { id: string; update: EditionUpdate }>({
      query: ({ id, update }) => ({ url: `/availability/stock/${id}`, method: 'PUT', data: update }),
      transformResponse: dataOf<{ undo: EditionUpdate }>,
      invalidatesTags: ['AvailabilityStock'],
    }),
    uploadFile: build.mutation<FileReport, { file: File; dryRun: boolean; language: string }>({
      query: ({ file, dryRun, language }) => {
        const data = new FormData();
        data.append('file', file);
        return { url: '/availability/stock/file', method: 'POST', data, config: { params: { dryRun, language } } };
      },
      transformResponse: dataOf<FileReport>,
      invalidatesTags: (report) => (report?.applied ? ['AvailabilityStock'] : []),
    }),
    undoUpload: build.mutation<{ changes: number }, string>({
      query: (id) => ({ url: '/availability/stock/file/undo', method: 'POST', data: { id } }),
      transformResponse: dataOf<{ changes: number }>,
      invalidatesTags: ['AvailabilityStock'],
    }),
    attention: build.query<Attention, undefined>({
      query: () => '/availability/attention',
      transformResponse: dataOf<Attention>,
      providesTags: ['AvailabilityStock'],
    }),
    unpublishedMentions: build.query<UnpublishedMentions, undefined>({
      query: () => '/availability/usage/unpublished',
      keepUnusedDataFor: 0, // texts are written elsewhere: ask anew with each visit
    }),
    glance: build.query<Record<Availability, number>, undefined>({
      query: () => '/availability/glance',
      transformResponse: dataOf<Record<Availability, number>>,
      providesTags: ['AvailabilityStock'],
    }),
  }),
});

export const {
  useSettingsQuery,
  useSiteLocalesQuery,
  useFindMaterialsQuery,
  useTitleOfQuery,
  usePanelQuery,
  useDeskPageQuery,
  useChangeQuantityMutation,
  useUpdateEditionMutation,
  useUploadFileMutation,
  useUndoUploadMutation,
  useAttentionQuery,
  useUnpublishedMentionsQuery,
  useGlanceQuery,
} = api;
