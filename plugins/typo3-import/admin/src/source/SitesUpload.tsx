import { Box } from '@strapi/design-system';

import { useAddSitesMutation } from '../api';
import { FileForm } from '../FileForm';
import { useSay } from '../messages';
import { useAttempt } from '../useAttempt';

interface Props {
  readonly source: string;
  /** The mapping was drafted anew. */
  readonly onDraft: (mapping: string) => void;
}

/** From TYPO3 9 on, languages stand in no table but in a file: with it, the mapping is drafted anew. */
export const SitesUpload = ({ source, onDraft }: Props) => {
  const say = useSay();
  const [add, { isLoading }] = useAddSitesMutation();
  const { problem, attempt } = useAttempt();

  const send = async (file: File): Promise<void> => {
    const added = await attempt(() => add({ id: source, file }).unwrap());
    if (added) onDraft(added.mapping);
  };

  return (
    <Box background="neutral0" padding={5} hasRadius shadow="tableShadow">
      <FileForm
        id="typo3-sites"
        label={say('sites.file')}
        hint={say('sites.hint')}
        accept=".yaml,.yml"
        button={say('sites.send')}
        isSending={isLoading}
        problem={problem}
        send={(file) => void send(file)}
      />
    </Box>
  );
};
