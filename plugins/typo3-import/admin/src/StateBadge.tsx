import { Badge } from '@strapi/design-system';

import type { ImportState } from '../../domain/admin-contract';
import { useSay } from './messages';

type Colour = 'neutral' | 'primary' | 'success' | 'warning' | 'danger';

const COLOURS = {
  uploaded: 'neutral',
  checking: 'primary',
  checked: 'neutral',
  running: 'primary',
  stopped: 'warning',
  failed: 'danger',
  done: 'success',
} as const satisfies Record<ImportState, Colour>;

/** Where an import is. */
export const StateBadge = ({ state }: { readonly state: ImportState }) => {
  const say = useSay();
  const colour = COLOURS[state];
  return (
    <Badge backgroundColor={`${colour}${colour === 'neutral' ? '150' : '100'}`} textColor={`${colour}700`}>
      {say(`state.${state}`)}
    </Badge>
  );
};
