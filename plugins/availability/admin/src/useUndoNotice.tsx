import { Flex, TextButton } from '@strapi/design-system';
import { useNotification } from '@strapi/strapi/admin';
import { useState, type ReactNode } from 'react';

import { useSay } from './messages';

const UNDO_STAYS = 12_000; // ms

interface Props {
  readonly words: string;
  readonly label: string;
  readonly undo: () => Promise<boolean>;
}

/** What was done can be taken back once; if that fails, it can be tried again. */
const UndoNotice = ({ words, label, undo }: Props) => {
  const [state, setState] = useState<'done' | 'undoing' | 'undone'>('done');
  const takeBack = async (): Promise<void> => {
    setState('undoing');
    setState((await undo()) ? 'undone' : 'done');
  };
  return (
    <Flex gap={4} tag="span" wrap="wrap">
      {words}
      {state === 'undone' ? null : (
        <TextButton disabled={state === 'undoing'} onClick={() => void takeBack()}>
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
