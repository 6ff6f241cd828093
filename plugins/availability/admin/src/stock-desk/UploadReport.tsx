import { Box, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';

import { useFormats, useSay } from '../messages';
import type { FileReport } from '../stock/api';

/** What a file would change, and what is wrong with it, line by line. */
export const UploadReport = ({ report }: { readonly report: FileReport }) => {
  const say = useSay();
  const { day } = useFormats();
  const copies = (quantity: number | null) => quantity ?? say('panel.not-counted');
  const date = (value: string | null) => (value === null ? say('upload.no-day') : day(value));
  return (
    <Box>
      <Typography tag="p" role="status">
        {say('upload.summary', { lines: report.lines, changes: report.changeCount, unchanged: report.unchanged })}
      </Typography>
      {report.errorCount > 0 ? (
        <Box role="alert" background="danger100" borderColor="danger200" hasRadius padding={3} marginTop={2}>
          <Typography tag="h3" variant="omega" fontWeight="bold" textColor="danger700">
            {say('upload.errors', { errors: report.errorCount })}
          </Typography>
          <ul>
            {report.errors.map(({ line, problem, value }) => (
              <li key={`${line}-${problem}`}>
                <Typography variant="pi" textColor="danger700">
                  {say('upload.line', { line, problem: say(`upload.problem.${problem}`, { value }) })}
                </Typography>
              </li>
            ))}
          </ul>
        </Box>
      ) : null}
      {report.changes.length > 0 ? (
        <Box
          marginTop={4}
          style={{ maxHeight: '40vh', overflow: 'auto' }}
          tabIndex={0}
          role="region"
          aria-label={say('upload.changes')}
        >
          <Table colCount={4} rowCount={report.changes.length + 1} aria-label={say('upload.changes')}>
            <Thead>
              <Tr>
                {(['column.orderNumber', 'column.title', 'column.quantity', 'column.expectedOn'] as const).map(
                  (key) => (
                    <Th key={key}>
                      <Typography variant="sigma" textColor="neutral600">
                        {say(key)}
                      </Typography>
                    </Th>
                  )
                )}
              </Tr>
            </Thead>
            <Tbody>
              {report.changes.map(({ orderNumber, title, quantity, expectedOn }) => (
                <Tr key={orderNumber}>
                  <Td>
                    <Typography>{orderNumber}</Typography>
                  </Td>
                  <Td>
                    <Typography>{title}</Typography>
                  </Td>
                  <Td>
                    <Typography>
                      {quantity ? say('upload.from-to', { from: copies(quantity.from), to: quantity.to }) : '–'}
                    </Typography>
                  </Td>
                  <Td>
                    <Typography>
                      {expectedOn
                        ? say('upload.from-to', { from: date(expectedOn.from), to: date(expectedOn.to) })
                        : '–'}
                    </Typography>
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        </Box>
      ) : null}
    </Box>
  );
};
