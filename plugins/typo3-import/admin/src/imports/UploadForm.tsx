import { Button, Field, Flex, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';

import { useUploadMutation } from '../api';
import { useProblem, useSay } from '../messages';

const ACCEPTED = '.sql,.gz,.csv,.json,.txt,.html,.htm';

/** Takes a dump, exports of tables, or a plain article. Nothing is written yet. */
export const UploadForm = () => {
  const say = useSay();
  const problemOf = useProblem();
  const navigate = useNavigate();
  const [upload, { isLoading }] = useUploadMutation();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [problem, setProblem] = useState<string | null>(null);

  const send = async (): Promise<void> => {
    setProblem(null);
    try {
      const { id } = await upload(files).unwrap();
      navigate(id);
    } catch (error) {
      setProblem(problemOf(error));
    }
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Typography tag="h2" variant="delta">
          {say('upload.title')}
        </Typography>
        <Field.Root id="typo3-files" error={problem ?? undefined} hint={say('upload.hint')}>
          <Field.Label>{say('upload.files')}</Field.Label>
          <input
            id="typo3-files"
            type="file"
            multiple
            accept={ACCEPTED}
            aria-describedby="typo3-files-hint"
            onChange={(event) => setFiles([...(event.target.files ?? [])])}
          />
          <Field.Hint />
          {problem === null ? null : (
            <Typography role="alert" variant="pi" textColor="danger700">
              {problem}
            </Typography>
          )}
        </Field.Root>
        <Flex>
          <Button type="submit" disabled={files.length === 0} loading={isLoading}>
            {say('upload.send')}
          </Button>
        </Flex>
      </Flex>
    </form>
  );
};
