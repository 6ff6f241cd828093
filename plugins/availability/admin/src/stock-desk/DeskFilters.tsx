import { FilterOfMany } from '@inprint/kit/admin/FilterOfMany';
import { Flex, Searchbar, SearchForm } from '@strapi/design-system';
import { useEffect, useState } from 'react';

import { AVAILABILITIES } from '../../../domain/availability';
import { useSay } from '../messages';
import type { DeskQuery } from '../stock/api';

interface Props {
  readonly query: DeskQuery;
  readonly show: (part: Partial<DeskQuery>, how?: { readonly isTyping: boolean }) => void;
}

/** So long nothing is typed before it is looked for, in ms. */
const PAUSE_MS = 300;

/** Search by words of the title or the beginning of an order number, and filter by state. */
export const DeskFilters = ({ query, show }: Props) => {
  const say = useSay();
  const [typed, setTyped] = useState(query.search);
  // What is in the address may come from elsewhere: from “back”, or a bookmark.
  useEffect(() => setTyped((old) => (old.trim() === query.search ? old : query.search)), [query.search]);
  const words = typed.trim();
  useEffect(() => {
    if (words === query.search) return;
    const timer = setTimeout(() => show({ search: words }, { isTyping: true }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <Flex gap={2} wrap="wrap">
      <SearchForm
        onSubmit={(event: React.FormEvent) => {
          event.preventDefault();
          if (words !== query.search) show({ search: words });
        }}
      >
        <Searchbar
          name="search"
          size="S"
          value={typed}
          onChange={(event: React.ChangeEvent<HTMLInputElement>) => setTyped(event.target.value)}
          onClear={() => {
            setTyped('');
            show({ search: '' });
          }}
          clearLabel={say('desk.search.clear')}
          placeholder={say('desk.search.placeholder')}
        >
          {say('desk.search')}
        </Searchbar>
      </SearchForm>
      <FilterOfMany
        label={say('desk.states')}
        all={say('desk.states.all')}
        clear={say('desk.filter.clear')}
        options={AVAILABILITIES}
        chosen={query.states}
        nameOf={(state) => say(`state.${state}`)}
        onChoose={(states) => show({ states })}
      />
    </Flex>
  );
};
