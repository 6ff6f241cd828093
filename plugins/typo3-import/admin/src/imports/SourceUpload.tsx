import { useNavigate } from 'react-router-dom';

import { useAddSourceMutation } from '../api';
import { FileForm } from '../FileForm';
import { useSay } from '../messages';
import { useAttempt } from '../useAttempt';

/** Takes a dump, or an export of a table. Nothing is written into the portal by that. */
export const SourceUpload = () => {
  const say = useSay();
  const navigate = useNavigate();
  const [add, { isLoading }] = useAddSourceMutation();
  const { problem, attempt } = useAttempt();

  const send = async (file: File): Promise<void> => {
    const added = await attempt(() => add(file).unwrap());
    if (added) navigate(`sources/${added.id}`);
  };

  return (
    <FileForm
      id="typo3-source"
      label={say('upload.file')}
      hint={say('upload.hint')}
      accept=".sql,.gz,.csv,.json"
      button={say('upload.send')}
      isSending={isLoading}
      problem={problem}
      send={(file) => void send(file)}
    />
  );
};
