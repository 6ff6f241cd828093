import { useFetchClient } from '@strapi/strapi/admin';
import { useEffect, useState } from 'react';

/** What the server says about a request that failed; else what the browser says. */
export const wordsOf = (error: unknown): string => {
  const said = (error as { response?: { data?: { error?: { message?: string } } } }).response?.data?.error?.message;
  return said ?? (error instanceof Error ? error.message : String(error));
};

/** An answer of the admin's API: as it is asked for, with what went wrong in words. */
export interface Asked<Answer> {
  readonly answer: Answer | null;
  readonly problem: string | null;
}

const NOTHING = { answer: null, problem: null } as const;

/** Asks the admin's API, again when the path changes. An empty path asks nothing. */
export const useAnswer = <Answer>(path: string): Asked<Answer> => {
  const { get } = useFetchClient();
  const [asked, setAsked] = useState<Asked<Answer> & { readonly path: string }>({ ...NOTHING, path: '' });
  useEffect(() => {
    if (path === '') return;
    let isCurrent = true;
    get<Answer>(path)
      .then(({ data }) => isCurrent && setAsked({ answer: data, problem: null, path }))
      .catch((error: unknown) => isCurrent && setAsked({ answer: null, problem: wordsOf(error), path }));
    return () => {
      isCurrent = false;
    };
  }, [get, path]);
  return asked.path === path ? asked : NOTHING;
};
