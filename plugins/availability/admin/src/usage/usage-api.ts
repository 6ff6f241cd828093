import { getFetchClient, useAPIErrorHandler } from '@strapi/strapi/admin';
import { useEffect, useRef, useState } from 'react';

import type { UsageSettings, WantedChange } from '../../../server/src/usage/controller';
import type { ChangedPage } from '../../../server/src/usage/effects';
import type { MentionKind } from '../../../server/src/usage/sources';
import type { AddressOwner, MaterialState, Usage } from '../../../server/src/usage/service';
import { PLUGIN_ID } from '../plugin';

/** An entry that mentions a material, with its title. */
export interface NamedUsage extends Usage {
  readonly title: string;
  readonly typeName: string;
}

export interface UsagePage {
  readonly data: readonly NamedUsage[];
  readonly meta: { readonly page: number; readonly pageSize: number; readonly total: number; readonly hidden: number };
}

/** A page on which a button or link becomes another one, with its title. */
export interface NamedPage extends ChangedPage {
  readonly title: string;
  readonly typeName: string;
}

/** What a change does to the site. */
export interface Effects {
  readonly pages: readonly NamedPage[];
  readonly total: number;
  /** Pages that whoever asks may not read. */
  readonly hidden: number;
}

/** A material that a saved entry names. */
export interface SavedMention {
  readonly material: string;
  readonly inDraft: boolean;
  readonly kinds: readonly MentionKind[];
  readonly state: MaterialState | null;
}

const path = (rest: string): string => `/${PLUGIN_ID}/usage${rest}`;

/** The most materials that one request may name. */
const MAX_IDS = 100;

export const fetchUsages = async (materials: readonly string[], page = 1, pageSize = 20): Promise<UsagePage> => {
  const ids = materials.slice(0, MAX_IDS).join(',');
  const { data } = await getFetchClient().get<UsagePage>(path(''), { params: { materials: ids, page, pageSize } });
  return data;
};

export const fetchMentionsOf = async (uid: string, documentId: string, locale: string): Promise<SavedMention[]> => {
  const { data } = await getFetchClient().get<{ data: SavedMention[] }>(path(`/entries/${uid}/${documentId}`), {
    params: locale === '' ? {} : { locale },
  });
  return data.data;
};

export const fetchOwners = async (urls: readonly string[]): Promise<AddressOwner[]> => {
  if (urls.length === 0) return [];
  const { data } = await getFetchClient().post<{ data: AddressOwner[] }>(path('/addresses'), {
    urls: urls.slice(0, 500),
  });
  return data.data;
};

/** What a change would do to the site. Nothing is written. */
export const fetchEffects = async (change: WantedChange): Promise<Effects> => {
  const { data } = await getFetchClient().post<{
    data: readonly NamedPage[];
    meta: { readonly total: number; readonly hidden: number };
  }>(path('/effects'), change);
  return { pages: data.data, ...data.meta };
};

let asked: Promise<UsageSettings> | null = null;

const askSettings = (): Promise<UsageSettings> => {
  asked ??= getFetchClient()
    .get<{ data: UsageSettings }>(path('/settings'))
    .then(({ data }) => data.data);
  asked.catch(() => (asked = null)); // asked again by whoever comes next
  return asked;
};

/** How texts mention materials; null until it is known. */
export const useUsageSettings = (): UsageSettings | null => {
  const [settings, setSettings] = useState<UsageSettings | null>(null);
  useEffect(() => {
    let isWanted = true;
    askSettings().then(
      (known) => isWanted && setSettings(known),
      () => undefined // nothing of ours is shown then; the next page asks again
    );
    return () => {
      isWanted = false;
    };
  }, []);
  return settings;
};

/** The content type of materials; null until it is known. */
export const useMaterialUid = (): string | null => useUsageSettings()?.materialUid ?? null;

export type Answer<Data> =
  | { readonly is: 'loading' }
  | { readonly is: 'known'; readonly data: Data }
  | { readonly is: 'failed'; readonly reason: string };

/** Asks the server when `key` changes; keeps the answer before it while a new one is on its way. */
export const useAnswer = <Data>(key: string, ask: () => Promise<Data>): Answer<Data> => {
  const { formatAPIError } = useAPIErrorHandler();
  const latest = useRef({ ask, formatAPIError });
  latest.current = { ask, formatAPIError };
  const [answer, setAnswer] = useState<Answer<Data>>({ is: 'loading' });

  useEffect(() => {
    let isWanted = true;
    latest.current.ask().then(
      (data) => isWanted && setAnswer({ is: 'known', data }),
      (error: unknown) => isWanted && setAnswer({ is: 'failed', reason: latest.current.formatAPIError(error as never) })
    );
    return () => {
      isWanted = false;
    };
  }, [key]);

  return answer;
};
