import { Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';

import type { CacheReport } from '../../server/src/controllers';
import { useFormats, useSay } from './messages';

type Outdated = CacheReport['outdated'][number];

/** What was asked, and which change made its answer old, newest first. */
export const OutdatedTable = ({ outdated }: { readonly outdated: readonly Outdated[] }) => {
  const say = useSay();
  const { moment } = useFormats();
  const reasonOf = ({ what, row }: Outdated): string => {
    if (row === null) return say('outdated.any', { what });
    if (row === '#') return say('outdated.count', { what });
    if (row === '~') return say('outdated.visibility', { what });
    return say('outdated.row', { what, row });
  };
  if (outdated.length === 0) return <Typography textColor="neutral600">{say('outdated.none')}</Typography>;
  return (
    <Table colCount={3} rowCount={outdated.length + 1}>
      <Thead>
        <Tr>
          {(['outdated.when', 'outdated.question', 'outdated.because'] as const).map((key) => (
            <Th key={key}>
              <Typography variant="sigma">{say(key)}</Typography>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {outdated.map((one, index) => (
          <Tr key={index}>
            <Td>
              <Typography>{moment(one.at)}</Typography>
            </Td>
            <Td style={{ maxWidth: '42rem', overflowWrap: 'anywhere', whiteSpace: 'normal' }}>
              <Typography>
                {one.kind === 'rest' ? '' : 'GraphQL: '}
                {one.question}
              </Typography>
            </Td>
            <Td style={{ whiteSpace: 'normal' }}>
              <Typography>{reasonOf(one)}</Typography>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
};
