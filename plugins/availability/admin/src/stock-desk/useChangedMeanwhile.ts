import { useEffect, useRef, useState } from 'react';

import type { Edition } from '../stock/api';

const factsOf = ({ onHand, availability, expectedOn, orderNumber }: Edition): string =>
  JSON.stringify([onHand, availability, expectedOn, orderNumber]);

/**
 * The editions that somebody else changed while they were on the screen.
 *
 * @param isOwnChange was this edition written from here a moment ago?
 */
export const useChangedMeanwhile = (
  rows: readonly Edition[],
  isOwnChange: (documentId: string) => boolean
): ReadonlySet<string> => {
  const shown = useRef(new Map<string, string>());
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const next = new Set<string>();
    for (const row of rows) {
      const before = shown.current.get(row.documentId);
      const isOwn = isOwnChange(row.documentId);
      const differs = before !== undefined && before !== factsOf(row);
      if (!isOwn && (differs || changed.has(row.documentId))) next.add(row.documentId);
    }
    shown.current = new Map(rows.map((row) => [row.documentId, factsOf(row)]));
    if (next.size > 0 || changed.size > 0) setChanged(next);
  }, [rows]);
  return changed;
};
