import { useState } from 'react';

import type { DeskEntry } from '../api';

export const keyOf = ({ type, documentId }: DeskEntry): string => `${type}:${documentId}`;

/** The entries of a page that somebody chose. Another view begins with none. */
export const useChosen = (entries: readonly DeskEntry[]) => {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const shown = entries.map(keyOf);
  const chosen = shown.filter((key) => keys.has(key));
  return {
    chosen,
    choose: (some: readonly string[], isChosen: boolean): void =>
      setKeys(new Set(isChosen ? [...chosen, ...some] : chosen.filter((key) => !some.includes(key)))),
  };
};
