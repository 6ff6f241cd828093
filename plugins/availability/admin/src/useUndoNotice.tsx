import { Flex, TextButton } from '@strapi/design-system';
import { useNotification } from '@strapi/strapi/admin';
import { useRef, useState, type ReactNode } from 'react';

import { useSay } from './messages';

const UNDO_STAYS = 12_000; // ms

interface Props {
  readonly words: string;
  readonly label: string;
  readonly undo: () => Promise<boolean>;
}

/** What was done can be taken back once; if that fails, it can be tried again while the notice is there. */
const UndoNotice = ({ words, label, undo }: Props) => {
  const notice = useRef<HTMLSpanElement>(null);
  const [state, setState] = useState<'done' | 'undoing' | 'undone'>('done');
  const takeBack = async (): Promise<void> => {
    if (state !== 'done') return;
    setState('undoing');
    const isUndone = await undo();
    // The button goes: who pressed it with the keys goes on from here, and not from the top of the page.
    if (isUndone && notice.current?.contains(document.activeElement)) notice.current.focus();
    setState(isUndone ? 'undone' : 'done');
  };
  return (
    <Flex ref={notice} tabIndex={-1} gap={4} tag="span" wrap="wrap">
      {words}
      {state === 'undone' ? null : (
        <TextButton aria-disabled={state === 'undoing'} onClick={() => void takeBack()}>
          {label}
        </TextButton>
      )}
    </Flex>
  );
};

/** Says what was done, with a button that takes it back: its function says whether it did. */
export const useUndoNotice = () => {
  const say = useSay();
  const { toggleNotification } = useNotification();
  return (words: string, undo: () => Promise<boolean>): void => {
    const message = (<UndoNotice words={words} label={say('undo')} undo={undo} />) as ReactNode;
    // The type says string, the notification renders any content: a link to another page would not undo anything.
    toggleNotification({ type: 'success', message: message as string, timeout: UNDO_STAYS });
  };
};
