import { adminApi } from '@strapi/strapi/admin';

interface Setup {
  readonly stockStatusUid: string | null;
}

const api = adminApi.injectEndpoints({
  endpoints: (build) => ({
    orderedStock: build.query<Setup, undefined>({
      query: () => '/availability/setup',
      transformResponse: ({ data }: { readonly data: Setup }) => data,
    }),
  }),
});

/** The content type of stock statuses, as the plugin “availability” is set up for it; null until it is known. */
export const useStockStatusUid = (): string | null => api.useOrderedStockQuery(undefined).data?.stockStatusUid ?? null;
