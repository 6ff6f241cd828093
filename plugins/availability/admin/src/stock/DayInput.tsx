import { Field, TextInput } from '@strapi/design-system';
import { useEffect, useState } from 'react';

/** A day, written when the field is left, so that half a year typed is not a day. */
export const DayInput = ({
  label,
  isLabelHidden = false,
  value,
  disabled = false,
  onChange,
}: {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly value: string | null;
  readonly disabled?: boolean;
  readonly onChange: (day: string | null) => void;
}) => {
  const [typed, setTyped] = useState(value ?? '');
  useEffect(() => setTyped(value ?? ''), [value]);
  return (
    <Field.Root width="100%">
      {isLabelHidden ? null : <Field.Label>{label}</Field.Label>}
      <TextInput
        type="date"
        size="S"
        aria-label={isLabelHidden ? label : undefined}
        value={typed}
        disabled={disabled}
        onChange={(event: React.ChangeEvent<HTMLInputElement>) => setTyped(event.target.value)}
        onBlur={() => {
          if (typed !== (value ?? '')) onChange(typed === '' ? null : typed);
        }}
      />
    </Field.Root>
  );
};
