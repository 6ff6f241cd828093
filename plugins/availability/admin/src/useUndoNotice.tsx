import { useNotification } from '@strapi/strapi/admin';
import type { ReactNode } from 'react';

import { useSay } from './messages';
import { UndoNotice, UNDO_STAYS_MS } from './parts/UndoNotice';
import { useProblem } from './useProblem';

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
    toggleNotification({ type: 'success', message: message as string, timeout: UNDO_STAYS_MS });
  };
};
