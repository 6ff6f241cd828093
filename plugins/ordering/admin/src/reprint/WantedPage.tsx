import { Box, Link, Searchbar, SearchForm, Typography } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useEffect, useState } from 'react';
import { NavLink, useSearchParams } from 'react-router-dom';

import { useAnswer } from '../answers';
import { useFormats } from '../formats';
import { useSay } from '../messages';
import { Pages } from '../Pages';
import { RowTable } from '../../../../availability/admin/src/parts/RowTable';
import type { Paged, WantedEdition } from './edition';

const COLUMNS = ['edition', 'state', 'ended', 'refused', 'waiting'] as const;

const Line = ({ edition }: { readonly edition: WantedEdition }) => {
  const say = useSay();
  const { day, language, number, availability } = useFormats();
  const { stockStatus, title, orderNumber, endedAt, refused, waiting } = edition;
  const which = edition.edition === null ? say('edition.all') : language(edition.edition);
  return (
    <tr>
      <th scope="row">
        <Box maxWidth="36rem">
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

/** All editions, the most wanted first. What is shown is kept in the address, so that "back" works. */
export const WantedPage = () => {
  const say = useSay();
  const [parameters, setParameters] = useSearchParams();
  const search = parameters.get('search') ?? '';
  const page = Math.max(1, Number.parseInt(parameters.get('page') ?? '1', 10) || 1);
  const show = (words: string, number: number): void =>
    setParameters({ ...(words === '' ? {} : { search: words }), ...(number === 1 ? {} : { page: String(number) }) });
  const [typed, setTyped] = useState(search);
  useEffect(() => setTyped(search), [search]);
  const { answer, problem } = useAnswer<Paged<WantedEdition>>(
    `/ordering/reprint?${new URLSearchParams({ search, page: String(page) }).toString()}`
  );
  const editions = answer?.data ?? [];
  const { total = 0, pageSize = 1 } = answer?.meta ?? {};

  return (
    <Page.Main aria-busy={!answer && !problem}>
      <Page.Title>{say('reprint.title')}</Page.Title>
      <Layouts.Header title={say('reprint.title')} subtitle={say('reprint.lead')} />
      <Layouts.Action
        startActions={
          <SearchForm
            onSubmit={(event: React.FormEvent) => {
              event.preventDefault();
              show(typed.trim(), 1);
            }}
          >
            <Searchbar
              name="search"
              size="S"
              value={typed}
              onChange={(event: React.ChangeEvent<HTMLInputElement>) => setTyped(event.target.value)}
              onClear={() => show('', 1)}
              clearLabel={say('reprint.search.clear')}
              placeholder={say('reprint.search.placeholder')}
            >
              {say('reprint.search')}
            </Searchbar>
          </SearchForm>
        }
      />
      <Layouts.Content>
        {problem ? (
          <Typography role="alert" textColor="danger700">
            {problem}
          </Typography>
        ) : (
          <RowTable
            label={say('reprint.title')}
            columns={COLUMNS.map((column) => ({ key: column, heading: say(`reprint.column.${column}`) }))}
            nothing={answer && editions.length === 0 ? say(search ? 'reprint.nothing-found' : 'reprint.empty') : null}
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
            show={(next) => show(search, next)}
            backwards={say('reprint.pages.previous')}
            forwards={say('reprint.pages.next')}
          />
        </Box>
      </Layouts.Content>
    </Page.Main>
  );
};
