import { useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';

import type { ImportRun } from '../../../domain/admin-contract';
import { useChangeMappingMutation, useCommandMutation } from '../api';
import { useProblem, useSay } from '../messages';

/** What can be done with an import in the state that it is in, and the doing of it. */
export const useImportSteps = ({ id, state, kind, mapping, counts }: ImportRun) => {
  const say = useSay();
  const problemOf = useProblem();
  const { toggleNotification } = useNotification();
  const [command, { isLoading }] = useCommandMutation();
  const [changeMapping, { isLoading: isSaving }] = useChangeMappingMutation();
  const [draft, setDraft] = useState(mapping);
  const [mappingProblem, setMappingProblem] = useState<string | null>(null);
  const isBusy = state === 'checking' || state === 'running';

  const tell = async (name: 'dry-run' | 'start' | 'stop'): Promise<void> => {
    try {
      await command({ id, command: name }).unwrap();
    } catch (error) {
      toggleNotification({ type: 'danger', message: problemOf(error) });
    }
  };

  /** Checks with the mapping as it stands on the page. */
  const check = async (): Promise<void> => {
    setMappingProblem(null);
    try {
      if (kind === 'tables' && draft !== mapping) await changeMapping({ id, mapping: draft }).unwrap();
    } catch (error) {
      setMappingProblem(problemOf(error));
      return;
    }
    await tell('dry-run');
  };

  return {
    ...{ draft, setDraft, mappingProblem, isBusy },
    isAsking: isLoading || isSaving,
    /** A dry run comes first, with the mapping that is shown. */
    canStart:
      !isBusy &&
      draft === mapping &&
      (state === 'checked' || state === 'stopped' || state === 'done' || (state === 'failed' && counts !== null)),
    startWords: say(
      state === 'stopped' || state === 'failed' ? 'step.resume' : state === 'done' ? 'step.again' : 'step.start'
    ),
    check,
    start: () => tell('start'),
    stop: () => tell('stop'),
  };
};
