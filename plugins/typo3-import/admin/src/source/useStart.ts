import { useState } from 'react';
import { useNavigate } from 'react-router-dom';

import { useStartRunMutation, type StartOptions } from '../api';
import { useProblem } from '../messages';
import { PLUGIN_ID } from '../plugin';

/** Begins a run and leads to its page; a mapping that cannot be followed is named. */
export const useStart = () => {
  const problemOf = useProblem();
  const navigate = useNavigate();
  const [start, { isLoading: isStarting }] = useStartRunMutation();
  const [problem, setProblem] = useState<string | null>(null);
  return {
    isStarting,
    problem,
    begin: async (options: StartOptions): Promise<void> => {
      setProblem(null);
      try {
        const { id } = await start(options).unwrap();
        navigate(`/plugins/${PLUGIN_ID}/runs/${id}`);
      } catch (error) {
        setProblem(problemOf(error));
      }
    },
  };
};
