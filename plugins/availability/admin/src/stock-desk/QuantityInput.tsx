import { TextInput } from '@strapi/design-system';
import { useEffect, useState } from 'react';

interface Props {
  readonly label: string;
  readonly value: number | null;
  readonly disabled: boolean;
  /** With what was counted; null for "nobody counts any more". */
  readonly onChange: (copies: number | null) => void;
}

/** A counted quantity, written with Enter or when the field is left; Escape takes the typing back. */
export const QuantityInput = ({ label, value, disabled, onChange }: Props) => {
  const stored = value === null ? '' : String(value);
  const [typed, setTyped] = useState(stored);
  useEffect(() => setTyped(stored), [stored]);
  const isQuantity = /^\d{0,9}$/.test(typed.trim());
  const write = () => {
    if (typed.trim() === stored || !isQuantity) return;
    // What is stored is shown until it is changed: a refused or cancelled change leaves the old number.
    setTyped(stored);
    onChange(typed.trim() === '' ? null : Number(typed));
  };
  return (
    <TextInput
      size="S"
      inputMode="numeric"
      aria-label={label}
      aria-invalid={!isQuantity}
      hasError={!isQuantity}
      value={typed}
      disabled={disabled}
      style={{ width: '6rem' }}
      onChange={(event: React.ChangeEvent<HTMLInputElement>) => setTyped(event.target.value)}
      onBlur={write}
      onKeyDown={(event: React.KeyboardEvent<HTMLInputElement>) => {
        // Leaving the field writes, once.
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setTyped(stored);
      }}
    />
  );
};
