import { useState } from 'react';

import { useProblem } from './messages';

/** Does what may be refused, and keeps in words why the last attempt was. */
export const useAttempt = () => {
  const problemOf = useProblem();
  const [problem, setProblem] = useState<string | null>(null);

  /** @returns null where it was refused */
  const attempt = async <Result>(work: () => Promise<Result>): Promise<Result | null> => {
    setProblem(null);
    try {
      return await work();
    } catch (error) {
      setProblem(problemOf(error));
      return null;
    }
  };

  return { problem, attempt };
};
