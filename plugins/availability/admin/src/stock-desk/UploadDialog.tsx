import { Button, Field, Flex, Modal, Typography } from '@strapi/design-system';
import { useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';

import { useSay } from '../messages';
import { useUploadFileMutation, type FileReport } from '../stock/api';
import { useProblem } from '../useProblem';
import { UploadReport } from './UploadReport';

/** Takes the warehouse's file: first shows what would change, then applies all of it or nothing. */
export const UploadDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const say = useSay();
  const problemOf = useProblem();
  const { toggleNotification } = useNotification();
  const [upload, { isLoading }] = useUploadFileMutation();
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<FileReport | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const send = async (chosen: File, dryRun: boolean): Promise<void> => {
    setProblem(null);
    try {
      const answer = await upload({ file: chosen, dryRun }).unwrap();
      setReport(answer);
      if (!answer.applied) return;
      toggleNotification({ type: 'success', message: say('upload.applied', { changes: answer.changeCount }) });
      onClose();
    } catch (error) {
      setReport(null);
      setProblem(problemOf(error));
    }
  };

  const { errorCount = 0, changeCount = 0 } = report ?? {};
  const canApply = errorCount === 0 && changeCount > 0;
  const applyLabel = (): string => {
    if (errorCount > 0) return say('upload.apply-blocked');
    return canApply ? say('upload.apply', { changes: changeCount }) : say('upload.apply-nothing');
  };
  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content>
        <Modal.Header>
          <Modal.Title>{say('upload.title')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Field.Root error={problem ?? undefined} hint={say('upload.hint')} id="stock-file">
              <Field.Label>{say('upload.file')}</Field.Label>
              <input
                id="stock-file"
                type="file"
                accept=".csv,text/csv"
                aria-describedby="stock-file-hint"
                onChange={(event) => {
                  const chosen = event.target.files?.[0] ?? null;
                  setFile(chosen);
                  setReport(null);
                  if (chosen) void send(chosen, true);
                }}
              />
              <Field.Hint />
              {problem ? (
                <Typography role="alert" variant="pi" textColor="danger700">
                  {problem}
                </Typography>
              ) : null}
            </Field.Root>
            {report ? <UploadReport report={report} /> : null}
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Modal.Close>
            <Button variant="tertiary">{say('close')}</Button>
          </Modal.Close>
          <Button disabled={!canApply} loading={isLoading} onClick={() => (file ? void send(file, false) : undefined)}>
            {applyLabel()}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
