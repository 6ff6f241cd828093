import { useNotification } from '@strapi/strapi/admin';

import { useConfirmMutation, useUnconfirmMutation, type ComparedField } from '../api';
import { useProblem, useSay } from '../messages';

interface Translation {
  readonly uid: string;
  readonly documentId: string;
  readonly locale: string;
}

/** Marks fields of a translation as up to date, and takes that back. */
export const useUpToDate = (translation: Translation) => {
  const say = useSay();
  const problemOf = useProblem();
  const { toggleNotification } = useNotification();
  const [confirm, { isLoading: isConfirming }] = useConfirmMutation();
  const [unconfirm, { isLoading: isUndoing }] = useUnconfirmMutation();

  const tell = async (work: Promise<unknown>, done: 'panel.confirmed' | 'panel.undone'): Promise<void> => {
    try {
      await work;
      toggleNotification({ type: 'success', message: say(done) });
    } catch (error) {
      toggleNotification({ type: 'danger', message: problemOf(error) });
    }
  };

  return {
    isBusy: isConfirming || isUndoing,

    /** With the source's text as it was shown: a text that changed meanwhile is not meant. */
    mark: (fields: readonly ComparedField[]): void => {
      const shown = fields.map(({ field, source }) => ({ field, source }));
      void tell(confirm({ ...translation, fields: shown }).unwrap(), 'panel.confirmed');
    },

    undo: ({ field }: ComparedField): void =>
      void tell(unconfirm({ ...translation, fields: [field] }).unwrap(), 'panel.undone'),
  };
};
