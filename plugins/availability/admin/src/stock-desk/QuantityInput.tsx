import { TextInput, Typography } from '@strapi/design-system';
import { useEffect, useId, useRef, useState } from 'react';

import { readTypedCopies, type TypedCopies } from '../../../domain/typed-copies';
import { useSay, type MessageKey } from '../messages';
import type { QuantityChange } from '../stock/api';
import type { Outcome } from '../stock/useStockChanges';

interface Props {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (change: QuantityChange, from: HTMLElement) => Promise<Outcome>;
}

const WORDS = { 'not-a-number': 'desk.quantity.wrong', 'too-many': 'problem.too-many' } as const satisfies Record<
  Extract<TypedCopies, { is: 'wrong' }>['problem'],
  MessageKey
>;

/**
 * A counted quantity, or with a sign what came or went; written with Enter or when the field is left. Escape takes the typing back.
 * It goes out with the number that stood here when the typing began.
 */
export const QuantityInput = ({ label, value, onChange }: Props) => {
  const say = useSay();
  const id = useId();
  const stored = value === null ? '' : String(value);
  const [typed, setTyped] = useState(stored);
  const [wrong, setWrong] = useState<keyof typeof WORDS | null>(null);
  /** What was seen when the typing began; undefined while nothing is typed. */
  const [seen, setSeen] = useState<number | null | undefined>(undefined);
  const isWriting = useRef(false);
  const isTyping = seen !== undefined;
  const leave = (): void => {
    setTyped(stored);
    setWrong(null);
    setSeen(undefined);
  };
  // What somebody else changed is shown, but not over what is being typed.
  useEffect(() => {
    if (!isTyping) leave();
  }, [stored]);
  const type = (text: string): void => {
    setTyped(text);
    setWrong(null); // while it is typed, it is not finished
    if (!isTyping) setSeen(value);
  };

  const send = async (change: QuantityChange, text: string, field: HTMLInputElement): Promise<void> => {
    isWriting.current = true;
    const outcome = await onChange(change, field);
    isWriting.current = false;
    // Nobody answered: what was typed is all that there is of it.
    if (outcome !== 'unreachable') return;
    setTyped(text);
    setSeen(change.seen);
  };
  const write = (field: HTMLInputElement): void => {
    const text = typed.trim();
    if (isWriting.current || seen === undefined || text === stored) return leave();
    const read = readTypedCopies(text);
    setWrong(read.is === 'wrong' ? read.problem : null);
    if (read.is === 'wrong') return;
    // What is stored is shown until it is changed: a refused or cancelled change leaves the old number.
    leave();
    if (read.is === 'uncounted') void send({ kind: 'uncounted', seen }, text, field);
    else if (read.is === 'count') void send({ kind: 'count', copies: read.copies, seen }, text, field);
    else if (read.copies !== 0) {
      const reason = read.copies > 0 ? 'delivery' : 'correction';
      void send({ kind: 'delta', copies: read.copies, reason, seen }, text, field);
    }
  };
  const isOutdated = isTyping && seen !== value;
  const said = wrong
    ? say(WORDS[wrong], { value: typed.trim() })
    : isOutdated
      ? say('desk.changed-meanwhile.now', { now: value ?? say('panel.not-counted') })
      : null;
  return (
    <>
      <TextInput
        size="S"
        inputMode="text" // a keyboard of figures alone has no sign
        autoComplete="off"
        aria-label={label}
        aria-invalid={wrong !== null}
        aria-describedby={said ? id : undefined}
        hasError={wrong !== null}
        value={typed}
        style={{ width: '10rem' }} // 100,000,000 copies, the most there can be
        onChange={(event: React.ChangeEvent<HTMLInputElement>) => type(event.target.value)}
        onBlur={(event: React.FocusEvent<HTMLInputElement>) => write(event.currentTarget)}
        onKeyDown={(event: React.KeyboardEvent<HTMLInputElement>) => {
          if (event.key === 'Escape') leave();
          if (event.key === 'Enter') {
            event.preventDefault(); // a question that this raises would be answered by the same key
            write(event.currentTarget);
          }
        }}
      />
      {said ? (
        <Typography
          id={id}
          tag="p"
          role="alert"
          variant="pi"
          textColor="danger700"
          style={{ maxWidth: '24rem', paddingTop: '0.4rem', whiteSpace: 'normal' }}
        >
          {said}
        </Typography>
      ) : null}
    </>
  );
};
