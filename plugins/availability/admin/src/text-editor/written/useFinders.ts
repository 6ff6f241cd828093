import { useEffect, useState } from 'react';

import type { UsageSettings } from '../../../../server/src/usage/controller';
import type { Finders } from './finders';

let loaded: Promise<Finders> | null = null;

const load = (settings: UsageSettings): Promise<Finders> => {
  loaded ??= import('./finders').then(({ createFinders }) => createFinders(settings.addresses));
  loaded.catch(() => (loaded = null)); // asked again by whoever comes next
  return loaded;
};

/** What finds mentions in Markdown and HTML; null until it is there, and where it is not wanted. */
export const useFinders = (settings: UsageSettings | null, isWanted: boolean): Finders | null => {
  const [finders, setFinders] = useState<Finders | null>(null);
  useEffect(() => {
    if (!settings || !isWanted) return;
    let isHere = true;
    load(settings).then(
      (found) => isHere && setFinders(found),
      () => undefined // nothing is found then; the next page tries again
    );
    return () => {
      isHere = false;
    };
  }, [settings, isWanted]);
  return finders;
};
