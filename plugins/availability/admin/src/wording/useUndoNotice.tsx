import { Flex, TextButton } from '@strapi/design-system';
import { useNotification } from '@strapi/strapi/admin';
import type { ReactNode } from 'react';

import { useSay } from '../messages';

const UNDO_STAYS = 12_000; // ms

/** Says what was done, with a button that takes it back. */
export const useUndoNotice = () => {
  const say = useSay();
  const { toggleNotification } = useNotification();
  return (words: string, undo: () => void): void => {
    const message = (
      <Flex gap={4} tag="span" wrap="wrap">
        {words}
        <TextButton onClick={undo}>{say('undo')}</TextButton>
      </Flex>
    ) as ReactNode;
    // The type says string, the notification renders any content.
    toggleNotification({ type: 'success', message: message as string, timeout: UNDO_STAYS });
  };
};
