import { Button, Flex, Typography } from '@strapi/design-system';
import { BackButton, Layouts, Page, useRBAC } from '@strapi/strapi/admin';
import { useParams } from 'react-router-dom';

import type { ImportRun } from '../../../domain/admin-contract';
import { useImportQuery } from '../api';
import { useFormats, useProblem, useSay } from '../messages';
import { PERMISSIONS } from '../plugin';
import { StateBadge } from '../StateBadge';
import { Entries } from './Entries';
import { MappingField } from './MappingField';
import { Progress } from './Progress';
import { ReportDownloads } from './ReportDownloads';
import { Result } from './Result';
import { useImportSteps } from './useImportSteps';

/** How often the server is asked how far it is, in milliseconds. */
const ASK_AGAIN = 1500;

const Import = ({ run, mayRun }: { readonly run: ImportRun; readonly mayRun: boolean }) => {
  const say = useSay();
  const { moment } = useFormats();
  const { draft, setDraft, mappingProblem, isBusy, isAsking, canStart, startWords, check, start, stop } =
    useImportSteps(run);
  const { id, files, kind, state, createdAt, progress, counts, problem } = run;
  const buttons = mayRun ? (
    <Flex gap={2} wrap="wrap">
      {isBusy ? (
        <Button variant="danger-light" loading={isAsking} onClick={() => void stop()}>
          {say('step.stop')}
        </Button>
      ) : (
        <Button variant="secondary" loading={isAsking} onClick={() => void check()}>
          {say('step.dry-run')}
        </Button>
      )}
      <Button disabled={!canStart} loading={isAsking} onClick={() => void start()}>
        {startWords}
      </Button>
    </Flex>
  ) : null;

  return (
    <Page.Main aria-busy={isBusy}>
      <Page.Title>{files.join(', ')}</Page.Title>
      <Layouts.Header
        title={files.join(', ')}
        subtitle={moment(createdAt)}
        navigationAction={<BackButton fallback=".." />}
        primaryAction={buttons}
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6}>
          <Flex gap={3} wrap="wrap">
            <StateBadge state={state} />
            <Typography textColor="neutral700">{say(`state.${state}.next`)}</Typography>
          </Flex>
          {problem === null ? null : (
            <Typography role="alert" textColor="danger700" style={{ whiteSpace: 'pre-wrap' }}>
              {problem}
            </Typography>
          )}
          {isBusy ? <Progress progress={progress} state={state} /> : null}
          <Result counts={counts} state={state} />
          {kind === 'tables' && mayRun ? (
            <MappingField draft={draft} problem={mappingProblem} disabled={isBusy} onChange={setDraft} />
          ) : null}
          {counts === null ? null : (
            <>
              <Entries id={id} state={state} mayApply={mayRun} />
              <ReportDownloads id={id} />
            </>
          )}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};

/** One import: its mapping, a dry run, the report, the run and what came of it. */
export const ImportPage = () => {
  const problemOf = useProblem();
  const { id = '' } = useParams();
  const { allowedActions } = useRBAC(PERMISSIONS.run as never) as { allowedActions: { canRun?: boolean } };
  const { data: run, error } = useImportQuery(id);
  const isBusy = run?.state === 'checking' || run?.state === 'running';
  useImportQuery(id, { pollingInterval: isBusy ? ASK_AGAIN : 0 });
  if (run) return <Import key={run.id} run={run} mayRun={allowedActions.canRun ?? false} />;
  if (!error) return <Page.Loading />;
  return (
    <Page.Main>
      <Layouts.Content>
        <Typography role="alert" textColor="danger700">
          {problemOf(error)}
        </Typography>
      </Layouts.Content>
    </Page.Main>
  );
};
