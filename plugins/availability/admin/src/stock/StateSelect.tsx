import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';

import { AVAILABILITIES, isAvailability, type Availability } from '../../../domain/availability';
import { useSay } from '../messages';

/** Changes the state of an edition. */
export const StateSelect = ({
  label,
  isLabelHidden = false,
  value,
  disabled,
  onChange,
}: {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly value: Availability;
  readonly disabled: boolean;
  readonly onChange: (state: Availability) => void;
}) => {
  const say = useSay();
  return (
    <Field.Root width="100%">
      {isLabelHidden ? null : <Field.Label>{label}</Field.Label>}
      <SingleSelect
        size="S"
        aria-label={isLabelHidden ? label : undefined}
        value={value}
        disabled={disabled}
        onChange={(chosen) => {
          if (isAvailability(chosen) && chosen !== value) onChange(chosen);
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
