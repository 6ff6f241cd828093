import { Box, Flex, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { Layouts, Page, useRBAC } from '@strapi/strapi/admin';
import { Link } from 'react-router-dom';

import { useImportsQuery } from '../api';
import { useFormats, useProblem, useSay } from '../messages';
import { PERMISSIONS } from '../plugin';
import { StateBadge } from '../StateBadge';
import { UploadForm } from './UploadForm';

/** All imports, and the way to a new one. */
export const ImportsPage = () => {
  const say = useSay();
  const problemOf = useProblem();
  const { moment } = useFormats();
  const { allowedActions } = useRBAC(PERMISSIONS.run as never) as { allowedActions: { canRun?: boolean } };
  const { data: imports, error } = useImportsQuery(undefined);

  return (
    <Page.Main>
      <Page.Title>{say('plugin.name')}</Page.Title>
      <Layouts.Header title={say('plugin.name')} subtitle={say('imports.lead')} />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6}>
          {allowedActions.canRun ? (
            <Box background="neutral0" padding={5} hasRadius shadow="tableShadow">
              <UploadForm />
            </Box>
          ) : null}
          {error ? (
            <Typography role="alert" textColor="danger700">
              {problemOf(error)}
            </Typography>
          ) : null}
          {imports && imports.length === 0 ? <Typography>{say('imports.none')}</Typography> : null}
          {imports && imports.length > 0 ? (
            <Table colCount={3} rowCount={imports.length + 1} aria-label={say('imports.title')}>
              <Thead>
                <Tr>
                  {(['column.files', 'column.created', 'column.state'] as const).map((key) => (
                    <Th key={key}>
                      <Typography variant="sigma" textColor="neutral600">
                        {say(key)}
                      </Typography>
                    </Th>
                  ))}
                </Tr>
              </Thead>
              <Tbody>
                {imports.map(({ id, files, createdAt, state }) => (
                  <Tr key={id}>
                    <Td>
                      <Typography tag={Link} to={id} textColor="primary600" fontWeight="semiBold">
                        {files.join(', ')}
                      </Typography>
                    </Td>
                    <Td>
                      <Typography>{moment(createdAt)}</Typography>
                    </Td>
                    <Td>
                      <StateBadge state={state} />
                    </Td>
                  </Tr>
                ))}
              </Tbody>
            </Table>
          ) : null}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};
