import { Box, Button, Flex, Modal, Typography } from '@strapi/design-system';
import { useRef, useState } from 'react';

import { MaterialChoice } from '../fields/MaterialChoice';
import { useSay } from '../messages';
import type { Panel } from '../stock/api';
import { wantedChangeOf, type Intent, type useStockChanges } from '../stock/useStockChanges';
import type { Effects } from '../usage/usage-api';
import { WhatChanges } from '../what-changes/WhatChanges';

interface Props {
  readonly edition: Panel['editions'][number];
  readonly changes: ReturnType<typeof useStockChanges>;
  readonly onClose: () => void;
}

/** Asks what takes the place of an edition before it is “replaced”: readers are led there. */
export const SuccessorDialog = ({ edition, changes, onClose }: Props) => {
  const say = useSay();
  const [successor, setSuccessor] = useState<string | null>(edition.successor);
  const known = useRef<Effects | null>(null);
  const intent: Intent = { kind: 'update', update: { availability: 'replaced', successor } };
  const save = (): void => {
    onClose();
    void changes.applyKnown(edition, intent, known.current);
  };
  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content>
        <Modal.Header closeLabel={say('close')}>
          <Modal.Title>{say('successor.title')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <MaterialChoice
              name="successor"
              label={say('successor.label')}
              hint={say('successor.hint')}
              value={successor}
              without={edition.material}
              onChange={(_, chosen) => setSuccessor(chosen)}
            />
            {successor === null ? (
              <Box background="warning100" borderColor="warning200" padding={3} hasRadius role="note">
                <Typography textColor="neutral800">{say('successor.none')}</Typography>
              </Box>
            ) : null}
            <WhatChanges change={wantedChangeOf(edition, intent)} onKnown={(effects) => (known.current = effects)} />
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>
            {say('successor.cancel')}
          </Button>
          <Button variant={successor === null ? 'danger' : 'default'} onClick={save}>
            {say(successor === null ? 'successor.save-without' : 'successor.save')}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
