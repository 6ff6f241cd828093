import { Flex, MultiSelect, MultiSelectOption, Searchbar, SearchForm } from '@strapi/design-system';
import { useEffect, useState } from 'react';

import { AVAILABILITIES, isAvailability } from '../../../domain/availability';
import { useSay } from '../messages';
import type { DeskQuery } from '../stock/api';

interface Props {
  readonly query: DeskQuery;
  readonly show: (part: Partial<DeskQuery>) => void;
}

/** Search by words of the title or the beginning of an order number, and filter by state. */
export const DeskFilters = ({ query, show }: Props) => {
  const say = useSay();
  const [typed, setTyped] = useState(query.search);
  useEffect(() => setTyped(query.search), [query.search]);
  return (
    <Flex gap={2} wrap="wrap">
      <SearchForm
        onSubmit={(event: React.FormEvent) => {
          event.preventDefault();
          show({ search: typed.trim() });
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
      <MultiSelect
        size="S"
        aria-label={say('desk.states')}
        placeholder={say('desk.states.all')}
        value={[...query.states]}
        onChange={(states: string[]) => show({ states: states.filter(isAvailability) })}
        onClear={() => show({ states: [] })}
        withTags
      >
        {AVAILABILITIES.map((state) => (
          <MultiSelectOption key={state} value={state}>
            {say(`state.${state}`)}
          </MultiSelectOption>
        ))}
      </MultiSelect>
    </Flex>
  );
};
