import { Flex, TextButton } from '@strapi/design-system';
import { useNotification } from '@strapi/strapi/admin';
import { useRef, useState, type ReactNode } from 'react';

import { useSay } from './messages';
import { useProblem } from './useProblem';

const UNDO_STAYS = 12_000; // ms

interface Props {
  readonly words: string;
  readonly label: string;
  /** @returns whether it was taken back */
  readonly takeBack: () => Promise<boolean>;
}

/** What was done can be taken back once; if that fails, it can be tried again while the notice is there. */
const UndoNotice = ({ words, label, takeBack }: Props) => {
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

/** Says what was done, with a button that takes it back and says so, or why it could not. */
export const useUndoNotice = () => {
  const say = useSay();
  const problemOf = useProblem();
  const { toggleNotification } = useNotification();
  return (done: string, undone: string, undo: () => Promise<unknown>): void => {
    const takeBack = async (): Promise<boolean> => {
      try {
        await undo();
        toggleNotification({ type: 'success', message: undone });
        return true;
      } catch (error) {
        toggleNotification({ type: 'danger', message: problemOf(error) });
        return false;
      }
    };
    const message = (<UndoNotice words={done} label={say('undo')} takeBack={takeBack} />) as ReactNode;
    // The type says string, the notification renders any content: a link to another page would not undo anything.
    toggleNotification({ type: 'success', message: message as string, timeout: UNDO_STAYS });
  };
};
