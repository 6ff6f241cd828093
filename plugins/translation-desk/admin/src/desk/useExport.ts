import { useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';

import { useExportTextsMutation } from '../api';
import { useProblem, useSay } from '../messages';

const saveAs = (name: string, content: Blob): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
};

/** Downloads a file for translators, and knows why there is none. */
export const useExport = (onDone: () => void) => {
  const say = useSay();
  const problemOf = useProblem();
  const { toggleNotification } = useNotification();
  const [ask, { isLoading }] = useExportTextsMutation();
  const [problem, setProblem] = useState<string | null>(null);
  const exportTexts = async (query: Parameters<typeof ask>[0]): Promise<void> => {
    setProblem(null);
    try {
      const { name, xliff, entries, units, isMore, out } = await ask(query).unwrap();
      saveAs(name, new Blob([xliff], { type: 'application/xliff+xml' }));
      toggleNotification({ type: 'success', message: say('export.done', { entries, units }) });
      if (isMore) toggleNotification({ type: 'warning', message: say('export.more') });
      if (out > 0) toggleNotification({ type: 'info', message: say('export.out', { count: out }) });
      onDone();
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  return { exportTexts, isLoading, problem, forget: () => setProblem(null) };
};
