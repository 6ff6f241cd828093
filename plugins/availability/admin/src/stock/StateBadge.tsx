import { Badge, Box } from '@strapi/design-system';

import { isAvailability, type Availability } from '../../../domain/availability';
import { useSay } from '../messages';

type Colour = 'success' | 'warning' | 'danger' | 'neutral' | 'secondary';

/** Green can be ordered, blue and yellow will be again, red is over. The words say the same: colour is never alone. */
const COLOURS = {
  'in-stock': 'success',
  'on-demand': 'success',
  'not-yet-available': 'secondary',
  'out-of-stock': 'warning',
  reprinting: 'warning',
  'reprint-undecided': 'warning',
  'out-of-print': 'danger',
  replaced: 'neutral',
  withdrawn: 'danger',
} as const satisfies Record<Availability, Colour>;

const PlainBadge = ({ colour, children }: { readonly colour: Colour; readonly children: string }) => (
  <Badge
    backgroundColor={`${colour}100`}
    textColor={colour === 'warning' ? 'neutral800' : `${colour}700`}
    style={{ textTransform: 'none' }}
  >
    {children}
  </Badge>
);

/** The colour of a state, where its words stand beside. */
export const StateMark = ({ state }: { readonly state: Availability }) => (
  <Box aria-hidden width="0.8rem" height="0.8rem" borderRadius="50%" background={`${COLOURS[state]}500`} shrink={0} />
);

interface Props {
  readonly state: unknown;
  /** Said where there is no state at all. */
  readonly otherwise?: string;
}

/** The state of an edition, in words and colour. What is no state is shown as it is. */
export const StateBadge = ({ state, otherwise }: Props) => {
  const say = useSay();
  if (state === null && otherwise !== undefined) return <PlainBadge colour="neutral">{otherwise}</PlainBadge>;
  if (!isAvailability(state)) return <>{typeof state === 'string' && state !== '' ? state : '–'}</>;
  return <PlainBadge colour={COLOURS[state]}>{say(`state.${state}`)}</PlainBadge>;
};
