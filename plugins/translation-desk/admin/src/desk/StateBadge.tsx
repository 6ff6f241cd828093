import { Badge } from '@strapi/design-system';

import type { TranslationState } from '../../../domain/translation';
import { useSay } from '../messages';

/** The words say the same: colour is never alone. */
const COLOURS = {
  missing: { backgroundColor: 'danger100', textColor: 'danger700' },
  incomplete: { backgroundColor: 'warning100', textColor: 'neutral800' },
  draft: { backgroundColor: 'secondary100', textColor: 'secondary700' },
  published: { backgroundColor: 'success100', textColor: 'success700' },
  outdated: { backgroundColor: 'warning100', textColor: 'neutral800' },
} as const satisfies Record<TranslationState, object>;

/** How far a translation is, in words and colour. */
export const StateBadge = ({ state }: { readonly state: TranslationState }) => {
  const say = useSay();
  return (
    <Badge {...COLOURS[state]} style={{ textTransform: 'none' }}>
      {say(`state.${state}`)}
    </Badge>
  );
};
