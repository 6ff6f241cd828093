import { Button, Dialog } from '@strapi/design-system';
import { useEffect } from 'react';
import { useBlocker } from 'react-router-dom';

import { useSay } from '../messages';

/** Asks before a page with unsaved texts is left, within the admin and out of it. */
export const LeaveQuestion = ({ unsavedCount }: { readonly unsavedCount: number }) => {
  const say = useSay();
  const isUnsaved = unsavedCount > 0;
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isUnsaved && currentLocation.pathname !== nextLocation.pathname
  );

  useEffect(() => {
    if (!isUnsaved) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isUnsaved]);

  return (
    <Dialog.Root open={blocker.state === 'blocked'} onOpenChange={(open) => (open ? undefined : blocker.reset?.())}>
      <Dialog.Content>
        <Dialog.Header>{say('texts.leave.title')}</Dialog.Header>
        <Dialog.Body>{say('texts.leave.body', { count: unsavedCount })}</Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button variant="tertiary" fullWidth>
              {say('texts.leave.no')}
            </Button>
          </Dialog.Cancel>
          <Dialog.Action>
            <Button variant="danger" fullWidth onClick={() => blocker.proceed?.()}>
              {say('texts.leave.yes')}
            </Button>
          </Dialog.Action>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
};
