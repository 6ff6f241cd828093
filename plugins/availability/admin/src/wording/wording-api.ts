import { adminApi } from '@strapi/strapi/admin';

import type { MessageKey } from '../../../domain/speech';
import type { Wording } from '../../../server/src/controllers/wording';

export type { Fallback, Wording } from '../../../server/src/controllers/wording';

/** A text as it shall be; null is the shipped one. */
export interface TextChange {
  readonly key: MessageKey;
  readonly text: string | null;
  /** What its author saw last; a newer one is not overwritten. */
  readonly revision: number | null;
}

interface Answer {
  readonly data: Wording;
}

const wordingOf = ({ data }: Answer): Wording => data;

const api = adminApi.enhanceEndpoints({ addTagTypes: ['AvailabilityWording', 'AvailabilityStock'] }).injectEndpoints({
  endpoints: (build) => ({
    wording: build.query<Wording, undefined>({
      query: () => '/availability/wording',
      transformResponse: wordingOf,
      providesTags: ['AvailabilityWording'],
    }),
    writeTexts: build.mutation<Wording, { locale: string; texts: readonly TextChange[] }>({
      query: ({ locale, texts }) => ({ url: `/availability/wording/${locale}`, method: 'PUT', data: { texts } }),
      transformResponse: wordingOf,
      invalidatesTags: ['AvailabilityWording', 'AvailabilityStock'],
    }),
    chooseFallbacks: build.mutation<
      Wording,
      { locale: string; chain: readonly string[] | null; revision: number | null }
    >({
      query: ({ locale, ...data }) => ({ url: `/availability/fallbacks/${locale}`, method: 'PUT', data }),
      transformResponse: wordingOf,
      invalidatesTags: ['AvailabilityWording', 'AvailabilityStock'],
    }),
  }),
});

export const { useWordingQuery, useWriteTextsMutation, useChooseFallbacksMutation } = api;
