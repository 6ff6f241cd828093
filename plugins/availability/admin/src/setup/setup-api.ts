import { adminApi } from '@strapi/strapi/admin';

export interface SetupProblem {
  readonly path: string;
  readonly message: string;
  readonly example: string | null;
}

interface Setup {
  readonly ready: boolean;
  readonly problems: readonly SetupProblem[];
}

const api = adminApi.injectEndpoints({
  endpoints: (build) => ({
    setup: build.query<Setup, undefined>({
      query: () => '/availability/setup',
      transformResponse: ({ data }: { readonly data: Setup }) => data,
    }),
  }),
});

export const { useSetupQuery } = api;
