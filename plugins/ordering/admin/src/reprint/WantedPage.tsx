import { SearchOnEnter } from '@inprint/kit/admin/SearchOnEnter';
import { Box, Flex, Link, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { NavLink, useSearchParams } from 'react-router-dom';

import { useAnswer } from '../answers';
import { useFormats } from '../formats';
import { useSay } from '../messages';
import { Pages } from '../Pages';
import { RowTable } from '../../../../availability/admin/src/parts/RowTable';
import { REPRINT_SORTS, type Paged, type ReprintSort, type WantedEdition } from './edition';

const COLUMNS = ['edition', 'state', 'last-copy', 'ended', 'refused', 'waiting'] as const;

const Line = ({ edition }: { readonly edition: WantedEdition }) => {
  const say = useSay();
  const { day, language, number, availability } = useFormats();
  const { stockStatus, title, orderNumber, endedAt, lastCopyOn, quantity, refused, waiting } = edition;
  const which = edition.edition === null ? say('edition.all') : language(edition.edition);
  return (
    <tr>
      <th scope="row">
        <Box maxWidth="36rem" style={{ whiteSpace: 'normal' }}>
          <Link tag={NavLink} to={`/plugins/reprint/${stockStatus}`}>
            {title || orderNumber || stockStatus}
          </Link>
          <Typography tag="p" variant="pi" textColor="neutral600">
            {[which, orderNumber].filter(Boolean).join(' · ')}
          </Typography>
        </Box>
      </th>
      <td>
        <Typography>{availability(edition.availability)}</Typography>
      </td>
      <td>
        <Typography>{lastCopyOn ? day(lastCopyOn) : '–'}</Typography>
        {quantity === null ? null : (
          <Typography tag="p" variant="pi" textColor="neutral600">
            {say('reprint.left', { copies: quantity })}
          </Typography>
        )}
      </td>
      <td>
        <Typography>{endedAt ? day(endedAt) : '–'}</Typography>
      </td>
      <td>
        <Typography>{endedAt ? number(refused.orders) : '–'}</Typography>
      </td>
      <td>
        <Typography>{number(waiting)}</Typography>
      </td>
    </tr>
  );
};

interface Shown {
  readonly search: string;
  readonly sort: ReprintSort;
  readonly page: number;
}

/** What is shown, kept in the address, so that “back” works. */
const useShown = () => {
  const [parameters, setParameters] = useSearchParams();
  const shown: Shown = {
    search: parameters.get('search') ?? '',
    sort: REPRINT_SORTS.find((name) => name === parameters.get('sort')) ?? 'demand',
    page: Math.max(1, Number.parseInt(parameters.get('page') ?? '1', 10) || 1),
  };
  /** Changes a part; everything but turning a page leads back to the first page. */
  const show = (part: Partial<Shown>): void => {
    const { search, sort, page } = { ...shown, page: 1, ...part };
    setParameters({
      ...(search === '' ? {} : { search }),
      ...(sort === 'demand' ? {} : { sort }),
      ...(page === 1 ? {} : { page: String(page) }),
    });
  };
  return { ...shown, show };
};

const SortSelect = ({ sort, show }: Pick<ReturnType<typeof useShown>, 'sort' | 'show'>) => {
  const say = useSay();
  return (
    <SingleSelect
      size="S"
      aria-label={say('reprint.sort')}
      value={sort}
      onChange={(value) => show({ sort: REPRINT_SORTS.find((name) => name === value) })}
    >
      {REPRINT_SORTS.map((name) => (
        <SingleSelectOption key={name} value={name}>
          {say(`reprint.sort.${name}`)}
        </SingleSelectOption>
      ))}
    </SingleSelect>
  );
};

/** Why there are no rows. */
const nothingOf = (search: string, sort: ReprintSort) =>
  search ? 'reprint.nothing-found' : sort === 'runs-out' ? 'reprint.nothing-runs-out' : 'reprint.empty';

/** All editions but withdrawn ones, the most wanted first, or those whose last copy goes first. */
export const WantedPage = () => {
  const say = useSay();
  const { search, sort, page, show } = useShown();
  const { answer, problem } = useAnswer<Paged<WantedEdition>>(
    `/ordering/reprint?${new URLSearchParams({ search, sort, page: String(page) }).toString()}`
  );
  const editions = answer?.data ?? [];
  const { total = 0, pageSize = 1 } = answer?.meta ?? {};

  return (
    <Page.Main aria-busy={!answer && !problem}>
      <Page.Title>{say('reprint.title')}</Page.Title>
      <Layouts.Header title={say('reprint.title')} subtitle={say('reprint.lead')} />
      <Layouts.Action
        startActions={
          <Flex gap={2} wrap="wrap">
            <SearchOnEnter
              label={say('reprint.search')}
              placeholder={say('reprint.search.placeholder')}
              clear={say('reprint.search.clear')}
              search={search}
              onSearch={(words) => show({ search: words })}
            />
            <SortSelect sort={sort} show={show} />
          </Flex>
        }
      />
      <Layouts.Content>
        {problem ? (
          <Typography role="alert" textColor="danger700">
            {problem}
          </Typography>
        ) : (
          <RowTable
            isCompact
            label={say('reprint.title')}
            columns={COLUMNS.map((column) => ({ key: column, heading: say(`reprint.column.${column}`) }))}
            nothing={answer && editions.length === 0 ? say(nothingOf(search, sort)) : null}
          >
            {editions.map((edition) => (
              <Line key={edition.stockStatus} edition={edition} />
            ))}
          </RowTable>
        )}
        <Box paddingTop={4}>
          <Pages
            page={page}
            isLast={page * pageSize >= total}
            show={(next) => show({ page: next })}
            backwards={say('reprint.pages.previous')}
            forwards={say('reprint.pages.next')}
          />
        </Box>
      </Layouts.Content>
    </Page.Main>
  );
};
