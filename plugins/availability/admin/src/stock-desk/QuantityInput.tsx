import { TextInput, Typography } from '@strapi/design-system';
import { useEffect, useId, useState } from 'react';

import { useSay, type MessageKey } from '../messages';

interface Props {
  readonly label: string;
  readonly value: number | null;
  /** With what was counted, null for "nobody counts any more", and the field. */
  readonly onChange: (copies: number | null, from: HTMLElement) => void;
}

const MAX_DIGITS = 9;

/** What is wrong with what was typed; whether there can be so many copies is the server's to say, up to here. */
const wrongOf = (typed: string): MessageKey | null => {
  if (!/^\d*$/.test(typed)) return 'desk.quantity.wrong';
  return typed.length > MAX_DIGITS ? 'problem.too-many' : null;
};

/** A counted quantity, written with Enter or when the field is left; Escape takes the typing back. */
export const QuantityInput = ({ label, value, onChange }: Props) => {
  const say = useSay();
  const id = useId();
  const stored = value === null ? '' : String(value);
  const [typed, setTyped] = useState(stored);
  const [wrong, setWrong] = useState<MessageKey | null>(null);
  const type = (text: string): void => {
    setTyped(text);
    setWrong(null); // while it is typed, it is not finished
  };
  useEffect(() => type(stored), [stored]);
  const write = (field: HTMLInputElement): void => {
    const text = typed.trim();
    const found = wrongOf(text);
    setWrong(found);
    if (found) return;
    // What is stored is shown until it is changed: a refused or cancelled change leaves the old number.
    setTyped(stored);
    if (text !== stored) onChange(text === '' ? null : Number(text), field);
  };
  return (
    <>
      <TextInput
        size="S"
        inputMode="numeric"
        aria-label={label}
        aria-invalid={wrong !== null}
        aria-describedby={wrong ? id : undefined}
        hasError={wrong !== null}
        value={typed}
        style={{ width: '12rem' }} // 100,000,000 copies, the most there can be
        onChange={(event: React.ChangeEvent<HTMLInputElement>) => type(event.target.value)}
        onBlur={(event: React.FocusEvent<HTMLInputElement>) => write(event.currentTarget)}
        onKeyDown={(event: React.KeyboardEvent<HTMLInputElement>) => {
          if (event.key === 'Escape') type(stored);
          if (event.key === 'Enter') {
            event.preventDefault(); // a question that this raises would be answered by the same key
            write(event.currentTarget);
          }
        }}
      />
      {wrong ? (
        <Typography
          id={id}
          tag="p"
          role="alert"
          variant="pi"
          textColor="danger700"
          style={{ maxWidth: '24rem', paddingTop: '0.4rem', whiteSpace: 'normal' }}
        >
          {say(wrong, { value: typed.trim() })}
        </Typography>
      ) : null}
    </>
  );
};
