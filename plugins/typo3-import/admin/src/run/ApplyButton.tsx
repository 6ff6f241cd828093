import { Button } from '@strapi/design-system';
import { useNotification } from '@strapi/strapi/admin';

import type { SuggestionState } from '../../../domain/run-report';
import { useApplySuggestionMutation } from '../api';
import { useProblem, useSay } from '../messages';

interface Props {
  readonly run: string;
  readonly entry: number;
  readonly state: SuggestionState;
}

/** Puts a live call to action in the place of a frozen sentence, and the stock that it told of into the stock status. */
export const ApplyButton = ({ run, entry, state }: Props) => {
  const say = useSay();
  const problemOf = useProblem();
  const { toggleNotification } = useNotification();
  const [apply, { isLoading }] = useApplySuggestionMutation();

  const take = async (): Promise<void> => {
    try {
      await apply({ id: run, entry }).unwrap();
      toggleNotification({ type: 'success', message: say('suggestion.done') });
    } catch (error) {
      toggleNotification({ type: 'danger', message: problemOf(error) });
    }
  };

  return (
    <Button size="S" variant="secondary" disabled={state !== 'open'} loading={isLoading} onClick={() => void take()}>
      {say(`suggestion.${state}`)}
    </Button>
  );
};
