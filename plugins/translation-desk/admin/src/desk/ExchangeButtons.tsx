import { Button, Flex } from '@strapi/design-system';
import { useRBAC } from '@strapi/strapi/admin';
import { useState } from 'react';

import type { DeskQuery, DeskSettings } from '../api';
import { useSay } from '../messages';
import { PERMISSIONS } from '../plugin';
import { ConfirmDialog } from './ConfirmDialog';
import { ExportDialog } from './ExportDialog';
import { ImportDialog } from './ImportDialog';
import { JobsDialog } from './JobsDialog';

interface Props {
  readonly query: DeskQuery;
  readonly settings: DeskSettings;
  /** Entries that somebody chose, as `content type:documentId`; none for all. */
  readonly chosen: readonly string[];
}

/** Texts out to translators who work elsewhere, their translations in, and what is right as it stands. */
export const ExchangeButtons = ({ query, settings, chosen }: Props) => {
  const say = useSay();
  const { allowedActions } = useRBAC({ import: PERMISSIONS.import, confirm: PERMISSIONS.confirm });
  const [open, setOpen] = useState<'export' | 'import' | 'jobs' | 'confirm' | null>(null);
  const close = (): void => setOpen(null);
  const { myLocales } = settings;
  const shownFirst = [...query.locales.filter((locale) => myLocales.includes(locale)), ...myLocales];
  return (
    <Flex gap={2} wrap="wrap">
      {allowedActions.canConfirm && chosen.length > 0 ? (
        <Button variant="tertiary" onClick={() => setOpen('confirm')}>
          {say('desk.confirm')}
        </Button>
      ) : null}
      <Button variant="tertiary" onClick={() => setOpen('jobs')}>
        {say('jobs.open')}
      </Button>
      <Button variant="tertiary" onClick={() => setOpen('export')}>
        {say('export.open')}
      </Button>
      {allowedActions.canImport ? (
        <Button variant="secondary" onClick={() => setOpen('import')}>
          {say('import.open')}
        </Button>
      ) : null}
      {open === 'export' ? <ExportDialog query={query} settings={settings} chosen={chosen} onClose={close} /> : null}
      {open === 'import' ? <ImportDialog onClose={close} /> : null}
      {open === 'jobs' ? <JobsDialog mayCancel={allowedActions.canImport === true} onClose={close} /> : null}
      {open === 'confirm' ? <ConfirmDialog chosen={chosen} locales={[...new Set(shownFirst)]} onClose={close} /> : null}
    </Flex>
  );
};
