import { useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';

import { useHandOutMutation } from '../api';
import { useProblem, useSay } from '../messages';

const saveAs = (name: string, content: Blob): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
};

/** Downloads a hand-out, and knows why there is none. */
export const useHandOut = (onDone: () => void) => {
  const say = useSay();
  const problemOf = useProblem();
  const { toggleNotification } = useNotification();
  const [ask, { isLoading }] = useHandOutMutation();
  const [problem, setProblem] = useState<string | null>(null);
  const handOut = async (query: Parameters<typeof ask>[0]): Promise<void> => {
    setProblem(null);
    try {
      const { name, xliff, entries, units, isMore } = await ask(query).unwrap();
      saveAs(name, new Blob([xliff], { type: 'application/xliff+xml' }));
      toggleNotification({ type: 'success', message: say('hand-out.done', { entries, units }) });
      if (isMore) toggleNotification({ type: 'warning', message: say('hand-out.more') });
      onDone();
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  return { handOut, isLoading, problem, forget: () => setProblem(null) };
};
