import { Badge } from '@strapi/design-system';

import type { Availability } from '../../../domain/availability';
import { useSay } from '../messages';
import { useSayOfTexts } from './messages';

type Tone = 'success' | 'warning' | 'danger' | 'neutral';

const TONES = {
  'in-stock': 'success',
  'on-demand': 'success',
  'not-yet-available': 'warning',
  'out-of-stock': 'warning',
  reprinting: 'warning',
  'reprint-undecided': 'warning',
  'out-of-print': 'danger',
  replaced: 'neutral',
  withdrawn: 'danger',
} as const satisfies Record<Availability, Tone>;

/** A material's state as a coloured badge; the words say it too. */
export const StateBadge = ({ availability }: { readonly availability: Availability | null }) => {
  const say = useSay();
  const sayOfTexts = useSayOfTexts();
  const tone: Tone = availability === null ? 'neutral' : TONES[availability];
  return (
    <Badge backgroundColor={`${tone}100`} textColor={tone === 'neutral' ? 'neutral800' : `${tone}700`}>
      {availability === null ? sayOfTexts('text.no-stock') : say(`state.${availability}`)}
    </Badge>
  );
};
