import { useCallback } from 'react';

import { useSay } from './messages';

/** Who did something, as the server tells it: a kind with an id (`admin:3`), and a name where there is one. */
export interface Doer {
  readonly who: string | null;
  readonly name: string | null;
}

/** Says who it was: a person's name, else the kind; `nobody` where nothing is known. */
export const useSayWho = () => {
  const say = useSay();
  return useCallback(
    ({ who, name }: Doer, nobody: string): string => {
      if (name) return name;
      const [kind = '', id = ''] = (who ?? '').split(':');
      if (kind === 'reader') return say('history.reader');
      if (kind === 'admin') return say('history.admin', { id });
      if (kind === 'api-token') return say('history.api-token', { id });
      return who ?? nobody;
    },
    [say]
  );
};
