import { Button, Flex, Typography } from '@strapi/design-system';
import { BackButton, Layouts, Page, useNotification } from '@strapi/strapi/admin';
import { useParams } from 'react-router-dom';

import { useRunQuery, useSourcesQuery, useStopRunMutation, type RunInfo } from '../api';
import { useFormats, useProblem, useSay } from '../messages';
import { PLUGIN_ID } from '../plugin';
import { Problem } from '../Problem';
import { StartForm } from '../source/StartForm';
import { useMappingDraft } from '../source/useMappingDraft';
import { StateBadge } from '../StateBadge';
import { Entries } from './Entries';
import { Progress } from './Progress';
import { ReportDownloads } from './ReportDownloads';
import { Result } from './Result';

/** How often the server is asked how far it is, in milliseconds. */
const ASK_AGAIN = 1000;

const StopButton = ({ id }: { readonly id: string }) => {
  const say = useSay();
  const problemOf = useProblem();
  const { toggleNotification } = useNotification();
  const [stop, { isLoading }] = useStopRunMutation();
  const take = async (): Promise<void> => {
    try {
      await stop(id).unwrap();
    } catch (error) {
      toggleNotification({ type: 'danger', message: problemOf(error) });
    }
  };
  return (
    <Button variant="danger-light" loading={isLoading} onClick={() => void take()}>
      {say('step.stop')}
    </Button>
  );
};

/** The way on: the import after its dry run, or once more after it was stopped. */
const NextRun = ({ run }: { readonly run: RunInfo }) => {
  const { data: sources = [] } = useSourcesQuery(undefined);
  const source = sources.find(({ id }) => id === run.source);
  const { draft } = useMappingDraft(run.source, source?.mapping ?? '');
  return source ? <StartForm source={source.id} mapping={draft} isChecked /> : null;
};

const Run = ({ run, mayRun }: { readonly run: RunInfo; readonly mayRun: boolean }) => {
  const say = useSay();
  const { moment, reportLanguage } = useFormats();
  const { id, sourceName, mode, state, startedAt, progress, summary, error } = run;
  const isRunning = state === 'running';
  return (
    <Page.Main aria-busy={isRunning}>
      <Page.Title>{sourceName}</Page.Title>
      <Layouts.Header
        title={sourceName}
        subtitle={`${say(`mode.${mode}`)}, ${moment(startedAt)}`}
        navigationAction={<BackButton fallback={`/plugins/${PLUGIN_ID}`} />}
        primaryAction={isRunning && mayRun ? <StopButton id={id} /> : null}
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6}>
          <Flex gap={3} wrap="wrap">
            <StateBadge state={state} />
            <Typography textColor="neutral700">{say(`next.${mode}.${state}`)}</Typography>
          </Flex>
          <Problem words={typeof error === 'string' ? error : (error?.[reportLanguage] ?? null)} />
          {isRunning ? <Progress progress={progress} mode={mode} /> : null}
          {summary ? <Result summary={summary} /> : null}
          {!isRunning && mayRun && !(mode === 'write' && state === 'done') ? <NextRun run={run} /> : null}
          {state === 'done' ? (
            <>
              <Entries run={run} mayRun={mayRun} />
              <ReportDownloads id={id} />
            </>
          ) : null}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};

/** One run: progress, result and report, and the way on. */
export const RunPage = ({ mayRun }: { readonly mayRun: boolean }) => {
  const problemOf = useProblem();
  const { id = '' } = useParams();
  const { data: run, error } = useRunQuery(id);
  useRunQuery(id, { pollingInterval: run?.state === 'running' ? ASK_AGAIN : 0 });
  if (run) return <Run key={run.id} run={run} mayRun={mayRun} />;
  if (!error) return <Page.Loading />;
  return (
    <Page.Main>
      <Layouts.Content>
        <Problem words={problemOf(error)} />
      </Layouts.Content>
    </Page.Main>
  );
};
