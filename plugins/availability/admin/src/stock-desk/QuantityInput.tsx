import { TextInput } from '@strapi/design-system';
import { useEffect, useState } from 'react';

interface Props {
  readonly label: string;
  readonly value: number | null;
  /** With what was counted, null for "nobody counts any more", and the field. */
  readonly onChange: (copies: number | null, from: HTMLElement) => void;
}

/** A counted quantity, written with Enter or when the field is left; Escape takes the typing back. */
export const QuantityInput = ({ label, value, onChange }: Props) => {
  const stored = value === null ? '' : String(value);
  const [typed, setTyped] = useState(stored);
  useEffect(() => setTyped(stored), [stored]);
  const isQuantity = /^\d{0,9}$/.test(typed.trim());
  const write = (field: HTMLInputElement) => {
    if (typed.trim() === stored || !isQuantity) return;
    // What is stored is shown until it is changed: a refused or cancelled change leaves the old number.
    setTyped(stored);
    onChange(typed.trim() === '' ? null : Number(typed), field);
  };
  return (
    <TextInput
      size="S"
      inputMode="numeric"
      aria-label={label}
      aria-invalid={!isQuantity}
      hasError={!isQuantity}
      value={typed}
      style={{ width: '6rem' }}
      onChange={(event: React.ChangeEvent<HTMLInputElement>) => setTyped(event.target.value)}
      onBlur={(event: React.FocusEvent<HTMLInputElement>) => write(event.currentTarget)}
      onKeyDown={(event: React.KeyboardEvent<HTMLInputElement>) => {
        if (event.key === 'Enter') {
          event.preventDefault(); // a question that this raises would be answered by the same key
          write(event.currentTarget);
        }
        if (event.key === 'Escape') setTyped(stored);
      }}
    />
  );
};
