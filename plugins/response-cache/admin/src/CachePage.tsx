import { Box, Button, Dialog, Flex, Grid, Typography } from '@strapi/design-system';
import { ArrowClockwise, Trash } from '@strapi/icons';
import { ConfirmDialog, Layouts, Page, useNotification, useRBAC } from '@strapi/strapi/admin';

import { useCacheReportQuery, useEmptyCacheMutation } from './api';
import { useFormats, useSay } from './messages';
import { OutdatedTable } from './OutdatedTable';
import { PERMISSIONS } from './plugin';

const Figure = ({ name, value, more }: { readonly name: string; readonly value: string; readonly more: string }) => (
  <Box background="neutral0" padding={5} hasRadius shadow="tableShadow" height="100%">
    <Typography tag="h2" variant="sigma" textColor="neutral600">
      {name}
    </Typography>
    <Typography tag="p" variant="alpha">
      {value}
    </Typography>
    <Typography tag="p" variant="pi" textColor="neutral600">
      {more}
    </Typography>
  </Box>
);

const EmptyButton = () => {
  const say = useSay();
  const { toggleNotification } = useNotification();
  const [empty, { isLoading }] = useEmptyCacheMutation();
  const confirm = async (): Promise<void> => {
    const isDone = !('error' in (await empty(undefined)));
    toggleNotification({
      type: isDone ? 'success' : 'danger',
      message: say(isDone ? 'empty.done' : 'empty.failed'),
    });
  };
  return (
    <Dialog.Root>
      <Dialog.Trigger>
        <Button startIcon={<Trash />} variant="secondary" loading={isLoading}>
          {say('empty')}
        </Button>
      </Dialog.Trigger>
      <ConfirmDialog onConfirm={confirm} variant="default">
        {say('empty.question')}
      </ConfirmDialog>
    </Dialog.Root>
  );
};

/** How much the cache does, how full it is, and why answers were made again. */
const Cache = () => {
  const say = useSay();
  const { number, percent, size, moment } = useFormats();
  const { data: report, isError, refetch } = useCacheReportQuery(undefined);
  const { allowedActions } = useRBAC({ empty: PERMISSIONS.empty } as never) as {
    allowedActions: { canEmpty?: boolean };
  };
  if (isError) return <Page.Error />;
  if (!report) return <Page.Loading />;
  const { counts, answers, bytes, maxBytes, store, since, isActive, outdated } = report;
  const fromCache = counts.hits + counts.shared + counts.fromStore;
  const asked = fromCache + counts.misses;

  return (
    <Page.Main>
      <Page.Title>{say('plugin.name')}</Page.Title>
      <Layouts.Header
        title={say('plugin.name')}
        subtitle={isActive ? say('since', { moment: moment(since) }) : say('off')}
        primaryAction={isActive && allowedActions.canEmpty ? <EmptyButton /> : null}
        secondaryAction={
          <Button startIcon={<ArrowClockwise />} variant="tertiary" onClick={() => void refetch()}>
            {say('refresh')}
          </Button>
        }
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6}>
          <Grid.Root gap={4}>
            <Grid.Item col={4} xs={12} direction="column" alignItems="stretch">
              <Figure
                name={say('rate')}
                value={asked === 0 ? '–' : percent(fromCache / asked)}
                more={say('rate.more', { cached: number(fromCache), asked: number(asked) })}
              />
            </Grid.Item>
            <Grid.Item col={4} xs={12} direction="column" alignItems="stretch">
              <Figure
                name={say('size')}
                value={size(bytes)}
                more={say('size.more', { answers: number(answers), most: size(maxBytes) })}
              />
            </Grid.Item>
            <Grid.Item col={4} xs={12} direction="column" alignItems="stretch">
              <Figure
                name={say('store')}
                value={say(store === 'memory' ? 'store.memory' : 'store.redis')}
                more={
                  store === 'reachable'
                    ? say('store.reachable', { found: number(counts.fromStore) })
                    : say(`store.${store}.more`)
                }
              />
            </Grid.Item>
          </Grid.Root>
          <Box>
            <Typography tag="h2" variant="beta">
              {say('outdated')}
            </Typography>
            <Box paddingTop={1} paddingBottom={4}>
              <Typography textColor="neutral600">{say('outdated.more')}</Typography>
            </Box>
            <OutdatedTable outdated={outdated} />
          </Box>
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};

const CachePage = () => (
  <Page.Protect permissions={PERMISSIONS.read as never}>
    <Cache />
  </Page.Protect>
);

export default CachePage;
