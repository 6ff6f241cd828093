import { FileField } from '@inprint/kit/admin/FileField';
import { Button, Flex, Modal } from '@strapi/design-system';
import { useNotification } from '@strapi/strapi/admin';
import { useRef, useState } from 'react';
import { useIntl } from 'react-intl';

import { useSay } from '../messages';
import { useUndoUploadMutation, useUploadFileMutation, type FileReport } from '../stock/api';
import { OrderButtonQuestion } from '../stock/OrderButtonQuestion';
import { useProblem } from '../useProblem';
import { useUndoNotice } from '../useUndoNotice';
import { UploadReport } from './UploadReport';

/** Takes the warehouse's file: first shows what would change, then applies all of it or nothing, and can take it back. */
export const UploadDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const say = useSay();
  const problemOf = useProblem();
  const { toggleNotification } = useNotification();
  const [upload, { isLoading }] = useUploadFileMutation();
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<FileReport | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const applyButton = useRef<HTMLButtonElement>(null);
  const { locale } = useIntl();
  const [undoUpload] = useUndoUploadMutation();
  const notice = useUndoNotice();

  const send = async (chosen: File, dryRun: boolean): Promise<void> => {
    setProblem(null);
    try {
      const answer = await upload({ file: chosen, dryRun, language: locale }).unwrap();
      setReport(answer);
      if (!answer.applied) return;
      const done = say('upload.applied', { changes: answer.changeCount });
      const { undo } = answer;
      if (undo) notice(done, say('upload.undone', { changes: answer.changeCount }), () => undoUpload(undo).unwrap());
      else toggleNotification({ type: 'success', message: done });
      onClose();
    } catch (error) {
      setReport(null);
      setProblem(problemOf(error));
    }
  };

  const { errorCount = 0, changeCount = 0 } = report ?? {};
  const canApply = errorCount === 0 && changeCount > 0;
  const taken = report?.takesButtons;
  const apply = (): void => {
    if (taken && taken.count > 0) setIsAsking(true);
    else if (file) void send(file, false);
  };
  const applyLabel = (): string => {
    if (errorCount > 0) return say('upload.apply-blocked');
    return canApply ? say('upload.apply', { changes: changeCount }) : say('upload.apply-nothing');
  };
  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content>
        <Modal.Header closeLabel={say('close')}>
          <Modal.Title>{say('upload.title')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <FileField
              id="stock-file"
              label={say('upload.file')}
              hint={say('upload.hint')}
              accept=".csv,text/csv"
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
            {report ? <UploadReport report={report} /> : null}
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Modal.Close>
            <Button variant="tertiary">{say('close')}</Button>
          </Modal.Close>
          <Button ref={applyButton} disabled={!canApply} loading={isLoading} onClick={apply}>
            {applyLabel()}
          </Button>
        </Modal.Footer>
        <OrderButtonQuestion
          asked={isAsking && taken ? { title: taken.titles.join(', '), count: taken.count, turn: 'file' } : null}
          from={applyButton}
          onAnswer={(isMeant) => {
            setIsAsking(false);
            if (isMeant && file) void send(file, false);
          }}
        />
      </Modal.Content>
    </Modal.Root>
  );
};
