import { Box, Button, Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';

import {
  useDeskSettingsQuery,
  useTranslationCountsQuery,
  useTranslationsQuery,
  type DeskEntry,
  type DeskSettings,
} from '../api';
import { useProblem, useSay } from '../messages';
import { PERMISSIONS } from '../plugin';
import { DeskFilters } from './DeskFilters';
import { DeskTable } from './DeskTable';
import { ExchangeButtons } from './ExchangeButtons';
import { useChosen } from './useChosen';
import { PAGE_SIZES, useDeskQuery } from './useDeskQuery';

const NOTHING: readonly DeskEntry[] = [];

/** All entries by all languages: what is missing, what lags behind, and the way to it. */
const Desk = ({ settings }: { readonly settings: DeskSettings }) => {
  const say = useSay();
  const problemOf = useProblem();
  const { query, show } = useDeskQuery();
  const { data: page, error, isFetching } = useTranslationsQuery(query);
  const { data: counts } = useTranslationCountsQuery(query.type);
  const { total = 0, isMore = false, hasNext = false } = page?.meta ?? {};
  const { search, type, states } = query;
  const entries = page?.data ?? NOTHING;
  const { chosen, choose } = useChosen(entries);

  return (
    <Page.Main aria-busy={isFetching}>
      <Page.Title>{say('plugin.name')}</Page.Title>
      <Layouts.Header
        title={say('plugin.name')}
        primaryAction={<ExchangeButtons query={query} settings={settings} chosen={chosen} />}
        subtitle={page ? say(isMore ? 'desk.more-than' : 'desk.found', { total }) : say('loading')}
      />
      <Layouts.Action startActions={<DeskFilters query={query} settings={settings} show={show} />} />
      <Layouts.Content>
        {error ? (
          <Typography role="alert" textColor="danger700">
            {problemOf(error)}
          </Typography>
        ) : (
          <DeskTable
            entries={entries}
            chosen={chosen}
            choose={choose}
            settings={settings}
            locales={query.locales.length > 0 ? query.locales : settings.locales}
            counts={counts}
            isLoaded={page !== undefined}
            isFiltered={search !== '' || type !== '' || states.length > 0}
          />
        )}
        <Box paddingTop={4}>
          <Flex tag="nav" aria-label={say('pages.title')} justifyContent="space-between" wrap="wrap" gap={2}>
            <SingleSelect
              size="S"
              aria-label={say('pages.size')}
              value={String(query.pageSize)}
              onChange={(size) => show({ pageSize: Number(size) })}
            >
              {PAGE_SIZES.map((size) => (
                <SingleSelectOption key={size} value={String(size)}>
                  {say('pages.per-page', { size })}
                </SingleSelectOption>
              ))}
            </SingleSelect>
            <Flex gap={2}>
              <Button variant="tertiary" disabled={query.page === 1} onClick={() => show({ page: query.page - 1 })}>
                {say('pages.previous')}
              </Button>
              <Typography aria-live="polite">{say('pages.page', { page: query.page })}</Typography>
              <Button variant="tertiary" disabled={!hasNext} onClick={() => show({ page: query.page + 1 })}>
                {say('pages.next')}
              </Button>
            </Flex>
          </Flex>
        </Box>
      </Layouts.Content>
    </Page.Main>
  );
};

const LoadedDesk = () => {
  const { data: settings, isError } = useDeskSettingsQuery(undefined);
  if (isError) return <Page.Error />;
  return settings ? <Desk settings={settings} /> : <Page.Loading />;
};

const DeskPage = () => (
  <Page.Protect permissions={PERMISSIONS.read as never}>
    <LoadedDesk />
  </Page.Protect>
);

export default DeskPage;
