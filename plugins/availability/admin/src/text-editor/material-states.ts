import { getFetchClient, useQueryParams } from '@strapi/strapi/admin';
import { useEffect, useState } from 'react';

import type { MaterialState } from '../../../server/src/usage/service';
import { PLUGIN_ID } from '../plugin';

/** How long an answer is believed, in ms: somebody may sell the last copy while an article is written. */
const MAX_AGE = 15_000;

type Asked = Promise<MaterialState | null>;

interface Batch {
  readonly ids: Set<string>;
  readonly answer: Promise<Map<string, MaterialState>>;
}

const known = new Map<string, { readonly asked: Asked; readonly at: number }>();
const open = new Map<string, Batch>();

const fetchStates = async (ids: readonly string[], locale: string): Promise<Map<string, MaterialState>> => {
  const { get } = getFetchClient();
  const { data } = await get<{ data: MaterialState[] }>(`/${PLUGIN_ID}/usage/states`, {
    params: { ids: ids.join(','), ...(locale === '' ? {} : { locale }) },
  });
  return new Map(data.data.map((state) => [state.documentId, state]));
};

/** All blocks that are drawn at the same time ask once. */
const joinBatch = (locale: string, documentId: string): Batch => {
  const waiting = open.get(locale);
  if (waiting && waiting.ids.size < 100) {
    waiting.ids.add(documentId);
    return waiting;
  }
  const ids = new Set([documentId]);
  const answer = new Promise<void>((resolve) => setTimeout(resolve, 20)).then(() => {
    if (open.get(locale)?.ids === ids) open.delete(locale);
    return fetchStates([...ids], locale);
  });
  const batch = { ids, answer };
  open.set(locale, batch);
  return batch;
};

/**
 * What readers get of a material now.
 *
 * @param locale the language of the entry; '' for the site's own
 * @returns null if the material does not exist
 */
const askState = (documentId: string, locale: string): Asked => {
  const key = `${locale} ${documentId}`;
  const before = known.get(key);
  if (before && Date.now() - before.at < MAX_AGE) return before.asked;
  const asked = joinBatch(locale, documentId).answer.then((states) => states.get(documentId) ?? null);
  known.set(key, { asked, at: Date.now() });
  asked.catch(() => known.delete(key)); // asked again next time; who asked now gets the error
  return asked;
};

/** The language of the entry that is being edited; '' for the site's own. */
export const useEntryLocale = (): string => {
  const [{ query }] = useQueryParams<{ plugins?: { i18n?: { locale?: string } } }>();
  return query.plugins?.i18n?.locale ?? '';
};

export type Known =
  { readonly is: 'loading' | 'failed' | 'gone' } | { readonly is: 'known'; readonly state: MaterialState };

/** Asks for a material's state and follows it: again when the person comes back to this window. */
export const useMaterialState = (documentId: string): Known => {
  const locale = useEntryLocale();
  const [answer, setAnswer] = useState<Known>({ is: 'loading' });

  useEffect(() => {
    let isWanted = true;
    const ask = async (): Promise<void> => {
      const next = await askState(documentId, locale).then(
        (state): Known => (state ? { is: 'known', state } : { is: 'gone' }),
        (): Known => ({ is: 'failed' })
      );
      if (isWanted) setAnswer(next);
    };
    const askAgain = () => void ask();
    void ask();
    window.addEventListener('focus', askAgain);
    return () => {
      isWanted = false;
      window.removeEventListener('focus', askAgain);
    };
  }, [documentId, locale]);

  return answer;
};
