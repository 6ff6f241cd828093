import { Flex, TextButton } from '@strapi/design-system';
import { useRef, useState } from 'react';

/** So long what was done can be taken back from its notice, in ms. */
export const UNDO_STAYS_MS = 12_000;

interface Props {
  readonly words: string;
  readonly label: string;
  /** @returns whether it was taken back */
  readonly takeBack: () => Promise<boolean>;
}

/** What was done can be taken back once; if that fails, it can be tried again while the notice is there. */
export const UndoNotice = ({ words, label, takeBack }: Props) => {
  const notice = useRef<HTMLSpanElement>(null);
  const [state, setState] = useState<'done' | 'undoing' | 'undone'>('done');
  const press = async (): Promise<void> => {
    if (state !== 'done') return;
    setState('undoing');
    const isUndone = await takeBack();
    // The button goes: who pressed it with the keys goes on from here, and not from the top of the page.
    if (isUndone && notice.current?.contains(document.activeElement)) notice.current.focus();
    setState(isUndone ? 'undone' : 'done');
  };
  return (
    <Flex ref={notice} tabIndex={-1} gap={4} tag="span" wrap="wrap">
      {words}
      {state === 'undone' ? null : (
        <TextButton aria-disabled={state === 'undoing'} onClick={() => void press()}>
          {label}
        </TextButton>
      )}
    </Flex>
  );
};
