import { useState } from 'react';
import { useNavigate } from 'react-router-dom';

import { useAddSourceMutation } from '../api';
import { FileForm } from '../FileForm';
import { useProblem, useSay } from '../messages';

/** Takes a dump, or an export of a table. Nothing is written into the portal by that. */
export const SourceUpload = () => {
  const say = useSay();
  const problemOf = useProblem();
  const navigate = useNavigate();
  const [add, { isLoading }] = useAddSourceMutation();
  const [problem, setProblem] = useState<string | null>(null);

  const send = async (file: File): Promise<void> => {
    setProblem(null);
    try {
      const { id } = await add(file).unwrap();
      navigate(`sources/${id}`);
    } catch (error) {
      setProblem(problemOf(error));
    }
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
