import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useRef } from 'react';

import { AVAILABILITIES, isAvailability, type Availability } from '../../../domain/availability';
import { useSay } from '../messages';
import { StateMark } from './StateBadge';

/** Changes the state of an edition. */
export const StateSelect = ({
  label,
  isLabelHidden = false,
  value,
  disabled = false,
  hasMark = false,
  onChange,
}: {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly value: Availability;
  readonly disabled?: boolean;
  /** Shows the colour of the state beside its words. */
  readonly hasMark?: boolean;
  /** With the chosen state, and the field. */
  readonly onChange: (state: Availability, from: HTMLElement | null) => void;
}) => {
  const say = useSay();
  const field = useRef<HTMLDivElement>(null);
  return (
    <Field.Root
      width="100%"
      onKeyDown={(event: React.KeyboardEvent) => {
        // The key that chooses a state would also answer the question that this raises.
        if (event.key === 'Enter') event.preventDefault();
      }}
    >
      {isLabelHidden ? null : <Field.Label>{label}</Field.Label>}
      <SingleSelect
        ref={field}
        size="S"
        aria-label={isLabelHidden ? label : undefined}
        value={value}
        disabled={disabled}
        startIcon={hasMark ? <StateMark state={value} /> : undefined}
        onChange={(chosen) => {
          if (isAvailability(chosen) && chosen !== value) onChange(chosen, field.current);
        }}
      >
        {AVAILABILITIES.map((state) => (
          <SingleSelectOption key={state} value={state}>
            {say(`state.${state}`)}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Field.Root>
  );
};
