import { adminApi } from '@strapi/strapi/admin';

import type { CacheReport } from '../../server/src/controllers';

const api = adminApi.enhanceEndpoints({ addTagTypes: ['ResponseCache'] }).injectEndpoints({
  endpoints: (build) => ({
    cacheReport: build.query<CacheReport, undefined>({
      query: () => '/response-cache/report',
      transformResponse: ({ data }: { readonly data: CacheReport }) => data,
      keepUnusedDataFor: 0,
      providesTags: ['ResponseCache'],
    }),
    emptyCache: build.mutation<unknown, undefined>({
      query: () => ({ url: '/response-cache/empty', method: 'POST' }),
      invalidatesTags: ['ResponseCache'],
    }),
  }),
});

export const { useCacheReportQuery, useEmptyCacheMutation } = api;
