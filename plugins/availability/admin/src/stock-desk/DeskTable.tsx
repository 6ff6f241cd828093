import { Flex, IconButton, Link, Typography } from '@strapi/design-system';
import { CaretDown, CaretUp } from '@strapi/icons';
import { NavLink } from 'react-router-dom';
import { styled } from 'styled-components';

import { useFormats, useSay } from '../messages';
import { useSettingsQuery, type DeskQuery, type Edition } from '../stock/api';
import { DayInput } from '../stock/DayInput';
import { StateBadge } from '../stock/StateBadge';
import { StateSelect } from '../stock/StateSelect';
import type { useStockChanges } from '../stock/useStockChanges';
import { PlainTable } from '../parts/PlainTable';
import { QuantityInput } from './QuantityInput';
import { useChangedMeanwhile } from './useChangedMeanwhile';
import { SORTS, type Sort } from './useDeskQuery';

interface Props {
  readonly rows: readonly Edition[];
  readonly isLoaded: boolean;
  readonly query: DeskQuery;
  readonly show: (part: Partial<DeskQuery>) => void;
  readonly canChange: boolean;
  readonly changes: ReturnType<typeof useStockChanges>;
}

const Heading = ({ column, query, show }: Pick<Props, 'query' | 'show'> & { readonly column: Sort }) => {
  const say = useSay();
  const isSorted = query.sort === column;
  const isAscending = isSorted && query.order === 'ASC';
  const label = say(`column.${column}`);
  return (
    <th scope="col" aria-sort={isSorted ? (isAscending ? 'ascending' : 'descending') : 'none'}>
      <Flex>
        <Typography variant="sigma" textColor="neutral600">
          {label}
        </Typography>
        <IconButton
          variant="ghost"
          label={say('desk.sort', { column: label })}
          onClick={() => show({ sort: column, order: isAscending ? 'DESC' : 'ASC' })}
        >
          {isSorted && !isAscending ? <CaretDown /> : <CaretUp />}
        </IconButton>
      </Flex>
    </th>
  );
};

/** The title and its edition on one line; what does not fit is read by its tooltip. */
const Name = styled(Flex)`
  min-width: 0;
  max-width: 46rem;
  white-space: nowrap;

  > :first-child,
  > :first-child > span {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  > :not(:first-child) {
    flex-shrink: 0;
  }

  @media (width < 1080px) {
    flex-wrap: wrap;
    white-space: normal;
  }
`;

const Note = ({ children, colour, role }: { children: string; colour: string; role: 'alert' | 'status' }) => (
  <Typography tag="p" role={role} variant="pi" textColor={colour} style={{ whiteSpace: 'normal' }}>
    {children}
  </Typography>
);

interface LineProps extends Pick<Props, 'canChange' | 'changes'> {
  readonly row: Edition;
  readonly isChangedMeanwhile: boolean;
}

const Line = ({ row, canChange, changes, isChangedMeanwhile }: LineProps) => {
  const say = useSay();
  const { language, day, moment } = useFormats();
  const { data: settings } = useSettingsQuery(undefined);
  const edition = row.edition === null ? say('edition.all') : language(row.edition);
  const name = `${row.title} (${edition})`;
  const problem = changes.problems[row.documentId];
  return (
    <tr aria-busy={changes.busy === row.documentId}>
      <th scope="row">
        <Name gap={2} title={name}>
          {settings ? (
            <Link tag={NavLink} to={`/content-manager/collection-types/${settings.materialUid}/${row.material}`}>
              {row.title || row.material}
            </Link>
          ) : (
            <Typography>{row.title}</Typography>
          )}
          <Typography variant="pi" textColor="neutral600">
            {edition}
          </Typography>
        </Name>
        {problem ? (
          <Note role="alert" colour="danger700">
            {problem}
          </Note>
        ) : isChangedMeanwhile ? (
          <Note role="status" colour="neutral800">
            {say('desk.changed-meanwhile')}
          </Note>
        ) : null}
      </th>
      <td>
        <Typography>{row.orderNumber ?? '–'}</Typography>
      </td>
      <td>
        {canChange ? (
          <StateSelect
            isLabelHidden
            hasMark
            label={say('desk.state-of', { name })}
            value={row.availability}
            onChange={(availability, from) => void changes.update(row, { availability }, from)}
          />
        ) : (
          <StateBadge state={row.availability} />
        )}
      </td>
      <td>
        {canChange ? (
          <QuantityInput
            label={say('desk.quantity-of', { name })}
            value={row.onHand}
            onChange={(change, from) => changes.changeQuantity(row, change, from)}
          />
        ) : (
          <Typography>{row.quantity ?? say('panel.not-counted')}</Typography>
        )}
      </td>
      <td>
        {canChange ? (
          <DayInput
            isLabelHidden
            label={say('desk.expected-of', { name })}
            value={row.expectedOn}
            onChange={(expectedOn) => void changes.update(row, { expectedOn })}
          />
        ) : (
          <Typography>{row.expectedOn ? day(row.expectedOn) : '–'}</Typography>
        )}
      </td>
      <td>
        <Typography variant="pi">{moment(row.updatedAt)}</Typography>
      </td>
    </tr>
  );
};

/** The table of all editions; what may be changed is changed where it stands. */
export const DeskTable = ({ rows, isLoaded, query, show, canChange, changes }: Props) => {
  const say = useSay();
  const changedMeanwhile = useChangedMeanwhile(rows, changes.isOwnChange);
  return (
    <PlainTable label={say('plugin.name')} isCompact>
      <thead>
        <tr>
          {SORTS.map((column) => (
            <Heading key={column} column={column} query={query} show={show} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Line
            key={row.documentId}
            row={row}
            canChange={canChange}
            changes={changes}
            isChangedMeanwhile={changedMeanwhile.has(row.documentId)}
          />
        ))}
        {isLoaded && rows.length === 0 ? (
          <tr>
            <td colSpan={SORTS.length}>
              <Typography>
                {say(query.search || query.states.length > 0 ? 'desk.nothing-found' : 'desk.empty')}
              </Typography>
            </td>
          </tr>
        ) : null}
      </tbody>
    </PlainTable>
  );
};
