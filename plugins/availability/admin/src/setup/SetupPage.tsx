import { Box, Flex, Typography } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';

import { useSay } from '../messages';
import { useSetupQuery, type SetupProblem } from './setup-api';

const Problem = ({ path, message, example }: SetupProblem) => (
  <Box tag="li" background="neutral0" hasRadius shadow="tableShadow" padding={5}>
    <Typography variant="sigma" textColor="neutral600" tag="h2">
      {path}
    </Typography>
    <Typography tag="p">{message}</Typography>
    {example === null ? null : (
      <Box tag="pre" paddingTop={2}>
        <Typography tag="code">{example}</Typography>
      </Box>
    )}
  </Box>
);

/** Everything that is missing before the plugin works, and how to write it. */
const SetupPage = () => {
  const say = useSay();
  const { data: setup, isError } = useSetupQuery(undefined);
  if (isError) return <Page.Error />;
  if (!setup) return <Page.Loading />;
  return (
    <Page.Main>
      <Page.Title>{say('setup.title')}</Page.Title>
      <Layouts.Header title={say('setup.title')} subtitle={say(setup.ready ? 'setup.ready' : 'setup.missing')} />
      <Layouts.Content>
        <Flex tag="ul" direction="column" alignItems="stretch" gap={4}>
          {setup.problems.map((problem) => (
            <Problem key={`${problem.path} ${problem.message}`} {...problem} />
          ))}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};

export default SetupPage;
