import { Box, Button, Flex, Modal, Typography } from '@strapi/design-system';
import { useNotification } from '@strapi/strapi/admin';

import { useCancelJobMutation, useJobsQuery, type Job } from '../api';
import { useFormats, useProblem, useSay } from '../messages';

interface Props {
  readonly mayCancel: boolean;
  readonly onClose: () => void;
}

const JobLine = ({ job, mayCancel }: { readonly job: Job; readonly mayCancel: boolean }) => {
  const say = useSay();
  const format = useFormats();
  const problemOf = useProblem();
  const { toggleNotification } = useNotification();
  const [cancel, { isLoading }] = useCancelJobMutation();
  const { id, recipient, sourceLocale, locale, since, entries, returned, note } = job;

  const takeBack = async (): Promise<void> => {
    try {
      await cancel(id).unwrap();
      toggleNotification({ type: 'success', message: say('jobs.cancelled') });
    } catch (error) {
      toggleNotification({ type: 'danger', message: problemOf(error) });
    }
  };

  return (
    <Flex justifyContent="space-between" gap={4}>
      <Box>
        <Typography tag="p" fontWeight="bold">
          {say('jobs.line', {
            recipient,
            source: format.language(sourceLocale),
            target: format.language(locale),
            moment: format.moment(since),
          })}
        </Typography>
        <Typography tag="p" variant="pi" textColor="neutral600">
          {[say('jobs.back', { returned, entries }), note].filter(Boolean).join(' · ')}
        </Typography>
      </Box>
      {mayCancel ? (
        <Button
          size="S"
          variant="tertiary"
          loading={isLoading}
          aria-label={say('jobs.cancel-job', { recipient })}
          onClick={() => void takeBack()}
        >
          {say('jobs.cancel')}
        </Button>
      ) : null}
    </Flex>
  );
};

/** What is out with translators: to whom, since when, and how much of it is back. */
export const JobsDialog = ({ mayCancel, onClose }: Props) => {
  const say = useSay();
  const { data: jobs, isError } = useJobsQuery(undefined);
  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content>
        <Modal.Header closeLabel={say('close')}>
          <Modal.Title>{say('jobs.title')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          {isError ? (
            <Typography role="alert" textColor="danger700">
              {say('problem.unknown')}
            </Typography>
          ) : null}
          {!jobs && !isError ? <Typography role="status">{say('loading')}</Typography> : null}
          {jobs?.length === 0 ? <Typography>{say('jobs.none')}</Typography> : null}
          <Flex direction="column" alignItems="stretch" gap={4}>
            {(jobs ?? []).map((job) => (
              <JobLine key={job.id} job={job} mayCancel={mayCancel} />
            ))}
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Modal.Close>
            <Button variant="tertiary">{say('close')}</Button>
          </Modal.Close>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
