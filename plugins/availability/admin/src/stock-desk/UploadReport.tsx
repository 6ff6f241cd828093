import { Box, Typography } from '@strapi/design-system';

import { useFormats, useSay } from '../messages';
import type { FileReport } from '../stock/api';
import { PlainTable } from '../parts/PlainTable';

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
            {report.errors.map(({ line, problem, value, example }) => (
              <li key={`${line}-${problem}`}>
                <Typography variant="pi" textColor="danger700">
                  {say('upload.line', { line, problem: say(`upload.problem.${problem}`, { value, example }) })}
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
          <PlainTable label={say('upload.changes')}>
            <thead>
              <tr>
                {(['column.orderNumber', 'column.title', 'column.quantity', 'column.expectedOn'] as const).map(
                  (key) => (
                    <th scope="col" key={key}>
                      <Typography variant="sigma" textColor="neutral600">
                        {say(key)}
                      </Typography>
                    </th>
                  )
                )}
              </tr>
            </thead>
            <tbody>
              {report.changes.map(({ line, orderNumber, title, quantity, expectedOn }) => (
                <tr key={line}>
                  <th scope="row">
                    <Typography>{orderNumber || '–'}</Typography>
                  </th>
                  <td>
                    <Typography>{title}</Typography>
                  </td>
                  <td>
                    <Typography>
                      {quantity ? say('upload.from-to', { from: copies(quantity.from), to: quantity.to }) : '–'}
                    </Typography>
                  </td>
                  <td>
                    <Typography>
                      {expectedOn
                        ? say('upload.from-to', { from: date(expectedOn.from), to: date(expectedOn.to) })
                        : '–'}
                    </Typography>
                  </td>
                </tr>
              ))}
            </tbody>
          </PlainTable>
        </Box>
      ) : null}
    </Box>
  );
};
