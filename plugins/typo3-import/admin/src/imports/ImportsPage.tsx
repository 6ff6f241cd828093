import { Box, Button, Flex, LinkButton, Typography } from '@strapi/design-system';
import { Layouts, Page, useNotification } from '@strapi/strapi/admin';
import { Link } from 'react-router-dom';

import { useRemoveSourceMutation, useRunsQuery, useSourcesQuery } from '../api';
import { useFormats, useProblem, useSay } from '../messages';
import { Problem } from '../Problem';
import { StateBadge } from '../StateBadge';
import { ListTable } from './ListTable';
import { SourceUpload } from './SourceUpload';

const Sources = ({ mayRun }: { readonly mayRun: boolean }) => {
  const say = useSay();
  const problemOf = useProblem();
  const { size } = useFormats();
  const { toggleNotification } = useNotification();
  const { data: sources = [] } = useSourcesQuery(undefined);
  const [remove] = useRemoveSourceMutation();
  if (sources.length === 0) return null;

  const take = async (id: string): Promise<void> => {
    try {
      await remove(id).unwrap();
    } catch (error) {
      toggleNotification({ type: 'danger', message: problemOf(error) });
    }
  };

  return (
    <Box tag="section" aria-labelledby="typo3-sources">
      <Typography tag="h2" variant="delta" id="typo3-sources">
        {say('sources.title')}
      </Typography>
      <Box paddingTop={3}>
        <ListTable
          title={say('sources.title')}
          columns={[say('column.file'), say('column.size'), ...(mayRun ? [say('column.actions')] : [])]}
          rows={sources.map(({ id, name, sizeInBytes }) => ({
            id,
            cells: [
              <Typography key="name" tag={Link} to={`sources/${id}`} textColor="primary600" fontWeight="semiBold">
                {name}
              </Typography>,
              <Typography key="size">{size(sizeInBytes)}</Typography>,
              ...(mayRun
                ? [
                    <Button key="remove" size="S" variant="danger-light" onClick={() => void take(id)}>
                      {say('sources.remove')}
                    </Button>,
                  ]
                : []),
            ],
          }))}
        />
      </Box>
    </Box>
  );
};

const Runs = () => {
  const say = useSay();
  const problemOf = useProblem();
  const { moment } = useFormats();
  const { data: runs = [], error } = useRunsQuery(undefined);
  if (error) return <Problem words={problemOf(error)} />;
  return (
    <Box tag="section" aria-labelledby="typo3-runs">
      <Typography tag="h2" variant="delta" id="typo3-runs">
        {say('runs.title')}
      </Typography>
      <Box paddingTop={3}>
        {runs.length === 0 ? (
          <Typography>{say('runs.none')}</Typography>
        ) : (
          <ListTable
            title={say('runs.title')}
            columns={[say('column.started'), say('column.file'), say('column.mode'), say('column.state')]}
            rows={runs.map(({ id, sourceName, startedAt, mode, state }) => ({
              id,
              cells: [
                <Typography key="started" tag={Link} to={`runs/${id}`} textColor="primary600" fontWeight="semiBold">
                  {moment(startedAt)}
                </Typography>,
                <Typography key="name">{sourceName}</Typography>,
                <Typography key="mode">{say(`mode.${mode}`)}</Typography>,
                <StateBadge key="state" state={state} />,
              ],
            }))}
          />
        )}
      </Box>
    </Box>
  );
};

/** What was uploaded and what ran, and the ways to a new import. */
export const ImportsPage = ({ mayRun }: { readonly mayRun: boolean }) => {
  const say = useSay();
  return (
    <Page.Main>
      <Page.Title>{say('plugin.name')}</Page.Title>
      <Layouts.Header
        title={say('plugin.name')}
        subtitle={say('imports.lead')}
        primaryAction={
          mayRun ? (
            <LinkButton tag={Link} to="article" variant="secondary">
              {say('article.title')}
            </LinkButton>
          ) : null
        }
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6}>
          {mayRun ? (
            <Box background="neutral0" padding={5} hasRadius shadow="tableShadow">
              <SourceUpload />
            </Box>
          ) : null}
          <Sources mayRun={mayRun} />
          <Runs />
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};
