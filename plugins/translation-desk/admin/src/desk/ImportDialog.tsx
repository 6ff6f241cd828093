import { FileField } from '@inprint/kit/admin/FileField';
import { Button, Flex, Modal, Typography } from '@strapi/design-system';
import { useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';

import { useImportTextsMutation, type ImportReport as Report } from '../api';
import { useProblem, useSay } from '../messages';
import { ImportReport } from './ImportReport';

/** Takes a translated file: first shows what would change, then applies what fits. */
export const ImportDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const say = useSay();
  const problemOf = useProblem();
  const { toggleNotification } = useNotification();
  const [importTexts, { isLoading }] = useImportTextsMutation();
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<Report | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const send = async (chosen: File, dryRun: boolean): Promise<void> => {
    setProblem(null);
    try {
      const answer = await importTexts({ file: chosen, dryRun }).unwrap();
      setReport(answer);
      if (!answer.isWritten) return;
      toggleNotification({ type: 'success', message: say('import.applied', { taken: answer.taken }) });
      onClose();
    } catch (error) {
      setReport(null);
      setProblem([problemOf(error), ...(dryRun ? [] : [say('import.interrupted')])].join(' '));
    }
  };

  const taken = report?.taken ?? 0;
  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content>
        <Modal.Header closeLabel={say('close')}>
          <Modal.Title>{say('import.title')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <FileField
              id="import-file"
              label={say('import.file')}
              hint={say('import.hint')}
              accept=".xlf,.xliff,application/xliff+xml"
              choose={say('file.choose')}
              none={say('file.none')}
              problem={problem}
              onChoose={(chosen) => {
                setFile(chosen);
                setReport(null);
                setProblem(null);
                if (chosen) void send(chosen, true);
              }}
            />
            {isLoading && report === null ? <Typography role="status">{say('loading')}</Typography> : null}
            {report ? <ImportReport report={report} /> : null}
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Modal.Close>
            <Button variant="tertiary">{say('close')}</Button>
          </Modal.Close>
          <Button
            disabled={taken === 0}
            loading={isLoading}
            onClick={() => (file ? void send(file, false) : undefined)}
          >
            {taken > 0 ? say('import.apply', { taken }) : say('import.apply-nothing')}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
