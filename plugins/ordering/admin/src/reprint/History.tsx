import { Box, Typography } from '@strapi/design-system';
import { useState } from 'react';

import { useAnswer } from '../answers';
import { useFormats } from '../formats';
import { useMoment, useSay } from '../messages';
import { Pages } from '../Pages';
import { RowTable } from '../../../../availability/admin/src/parts/RowTable';
import { useSayWho } from '../who';
import type { HistoryLine, Paged } from './edition';

const COLUMNS = ['moment', 'reason', 'delta', 'balance', 'state', 'who'] as const;

const signed = (delta: number, number: (value: number) => string): string =>
  delta > 0 ? `+${number(delta)}` : delta < 0 ? `−${number(-delta)}` : '–';

/** The lines of the ledger, newest first: when, why, how many, who. */
export const History = ({ stockStatus }: { readonly stockStatus: string }) => {
  const say = useSay();
  const moment = useMoment();
  const sayWho = useSayWho();
  const { number, availability } = useFormats();
  const [page, setPage] = useState(1);
  const { answer, problem } = useAnswer<Paged<HistoryLine>>(`/ordering/stock/${stockStatus}/history?page=${page}`);
  const lines = answer?.data ?? [];
  const { total = 0, pageSize = 1 } = answer?.meta ?? {};

  const whoOf = (line: HistoryLine): string =>
    sayWho(line, say(line.reason === 'state' ? 'history.by-itself' : 'history.unknown'));

  if (problem) {
    return (
      <Typography role="alert" textColor="danger700">
        {problem}
      </Typography>
    );
  }
  return (
    <>
      <RowTable
        label={say('reprint.history')}
        columns={COLUMNS.map((column) => ({ key: column, heading: say(`reprint.history.${column}`) }))}
      >
        {lines.map((line) => (
          <tr key={line.id}>
            <td>
              <Typography>{moment(line.bookedAt)}</Typography>
            </td>
            <td>
              <Typography>{say(`reason.${line.reason}`)}</Typography>
              <Typography tag="p" variant="pi" textColor="neutral600">
                {[line.reference, line.note].filter(Boolean).join(' · ')}
              </Typography>
            </td>
            <td>
              <Typography>{signed(line.delta, number)}</Typography>
            </td>
            <td>
              <Typography>{line.balance === null ? say('not-counted') : number(line.balance)}</Typography>
            </td>
            <td>
              <Typography>{line.availability === null ? say('deleted') : availability(line.availability)}</Typography>
            </td>
            <td>
              <Typography>{whoOf(line)}</Typography>
            </td>
          </tr>
        ))}
      </RowTable>
      <Box paddingTop={4}>
        <Pages page={page} isLast={page * pageSize >= total} show={setPage} />
      </Box>
    </>
  );
};
