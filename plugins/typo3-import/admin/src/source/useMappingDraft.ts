import { useState } from 'react';

const keyOf = (source: string): string => `typo3-import.mapping.${source}`;

/** The mapping of an upload as this person left it: kept for as long as the tab is open, from dry run to import. */
export const useMappingDraft = (source: string, suggested: string) => {
  const [changed, setChanged] = useState<string | null>(() => sessionStorage.getItem(keyOf(source)));
  return {
    draft: changed ?? suggested,
    change: (draft: string): void => {
      sessionStorage.setItem(keyOf(source), draft);
      setChanged(draft);
    },
  };
};
