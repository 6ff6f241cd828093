import { Badge } from '@strapi/design-system';

import type { RunState } from './api';
import { useSay } from './messages';

const COLOURS = {
  running: { backgroundColor: 'primary100', textColor: 'primary700' },
  done: { backgroundColor: 'success100', textColor: 'success700' },
  stopped: { backgroundColor: 'warning100', textColor: 'neutral800' },
  interrupted: { backgroundColor: 'warning100', textColor: 'neutral800' },
  failed: { backgroundColor: 'danger100', textColor: 'danger700' },
} as const satisfies Record<RunState, object>;

/** How a run is, or how it ended. */
export const StateBadge = ({ state }: { readonly state: RunState }) => {
  const say = useSay();
  return <Badge {...COLOURS[state]}>{say(`state.${state}`)}</Badge>;
};
