import { Button, Flex } from '@strapi/design-system';
import { useRBAC } from '@strapi/strapi/admin';
import { useState } from 'react';

import type { DeskQuery, DeskSettings } from '../api';
import { useSay } from '../messages';
import { PERMISSIONS } from '../plugin';
import { HandInDialog } from './HandInDialog';
import { HandOutDialog } from './HandOutDialog';

interface Props {
  readonly query: DeskQuery;
  readonly settings: DeskSettings;
  /** Entries that somebody chose, as `content type:documentId`; none for all. */
  readonly chosen: readonly string[];
}

/** Texts out to translators who work elsewhere, and their translations in. */
export const ExchangeButtons = ({ query, settings, chosen }: Props) => {
  const say = useSay();
  const { allowedActions } = useRBAC(PERMISSIONS.handIn);
  const [open, setOpen] = useState<'out' | 'in' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <Flex gap={2} wrap="wrap">
      <Button variant="tertiary" onClick={() => setOpen('out')}>
        {say('hand-out.open')}
      </Button>
      {allowedActions.canHandIn ? (
        <Button variant="secondary" onClick={() => setOpen('in')}>
          {say('hand-in.open')}
        </Button>
      ) : null}
      {open === 'out' ? <HandOutDialog query={query} settings={settings} chosen={chosen} onClose={close} /> : null}
      {open === 'in' ? <HandInDialog onClose={close} /> : null}
    </Flex>
  );
};
