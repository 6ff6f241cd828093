import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Download, Upload } from '@strapi/icons';
import { Layouts, Page, useRBAC } from '@strapi/strapi/admin';
import { useState } from 'react';
import { styled } from 'styled-components';

import { useSay } from '../messages';
import { PERMISSIONS } from '../plugin';
import { useDeskPageQuery, type Edition } from '../stock/api';
import { useAskAgain } from '../stock/useAskAgain';
import { useStockChanges } from '../stock/useStockChanges';
import { useProblem } from '../useProblem';
import { DeskFilters } from './DeskFilters';
import { DeskPages } from './DeskPages';
import { DeskTable } from './DeskTable';
import { UploadDialog } from './UploadDialog';
import { useDeskQuery } from './useDeskQuery';
import { useDownload } from './useDownload';
import { useRetry } from './useRetry';

const NO_ROWS: readonly Edition[] = [];

/** Strapi leaves so much room between heading and filters that a row of the table has no place on the screen. */
const CloseToHeading = styled.div`
  ${({ theme }) => theme.breakpoints.large} {
    margin-top: -2.4rem;
  }
`;

/** All editions in one table: find one, change it, and pass files to and fro with the warehouse. */
const StockDesk = () => {
  const say = useSay();
  const problemOf = useProblem();
  const { query, show, pageSizes } = useDeskQuery();
  const { data: page, error, isFetching, refetch } = useDeskPageQuery(query);
  useAskAgain(refetch);
  useRetry(error, refetch);
  const { allowedActions } = useRBAC([...PERMISSIONS.change, ...PERMISSIONS.import]);
  const changes = useStockChanges();
  const { download, isDownloading } = useDownload();
  const [isUploading, setIsUploading] = useState(false);
  const { total = 0, isMore = false, hasNext = false } = page?.meta ?? {};

  return (
    <Page.Main aria-busy={isFetching}>
      <Page.Title>{say('plugin.name')}</Page.Title>
      <Layouts.Header
        title={say('plugin.name')}
        secondaryAction={
          <Typography textColor="neutral600">
            {page ? say(isMore ? 'desk.more-than' : 'desk.found', { total }) : say('loading')}
          </Typography>
        }
        primaryAction={
          <Flex gap={2}>
            <Button
              variant="tertiary"
              startIcon={<Download aria-hidden />}
              loading={isDownloading}
              onClick={() => void download()}
            >
              {say('desk.download')}
            </Button>
            {allowedActions.canImport ? (
              <Button startIcon={<Upload aria-hidden />} onClick={() => setIsUploading(true)}>
                {say('desk.upload')}
              </Button>
            ) : null}
          </Flex>
        }
      />
      <CloseToHeading>
        <Layouts.Action startActions={<DeskFilters query={query} show={show} />} />
      </CloseToHeading>
      <Layouts.Content>
        {error ? (
          <Flex role="alert" gap={4} paddingBottom={2} wrap="wrap">
            <Typography textColor="danger700">{problemOf(error)}</Typography>
            <Button size="S" variant="tertiary" onClick={() => void refetch()}>
              {say('again')}
            </Button>
          </Flex>
        ) : null}
        {page || !error ? (
          <DeskTable
            rows={page?.data ?? NO_ROWS}
            isLoaded={page !== undefined}
            query={query}
            show={show}
            canChange={allowedActions.canChange === true}
            changes={changes}
          />
        ) : null}
        <Box paddingTop={4}>
          <DeskPages query={query} show={show} hasNext={hasNext} pageSizes={pageSizes} />
        </Box>
      </Layouts.Content>
      {isUploading ? <UploadDialog onClose={() => setIsUploading(false)} /> : null}
      {changes.question}
    </Page.Main>
  );
};

const StockDeskPage = () => (
  <Page.Protect permissions={PERMISSIONS.read as never}>
    <StockDesk />
  </Page.Protect>
);

export default StockDeskPage;
