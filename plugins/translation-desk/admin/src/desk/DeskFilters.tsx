import { FilterOfMany } from '@inprint/kit/admin/FilterOfMany';
import { SearchOnEnter } from '@inprint/kit/admin/SearchOnEnter';
import { Button, Flex, SingleSelect, SingleSelectOption } from '@strapi/design-system';

import { TRANSLATION_STATES } from '../../../domain/translation';
import type { DeskQuery, DeskSettings } from '../api';
import { useFormats, useSay } from '../messages';

interface Props {
  readonly query: DeskQuery;
  readonly settings: DeskSettings;
  readonly show: (part: Partial<DeskQuery>) => void;
}

/** Search by words of the title; filter by content type, language and state. */
export const DeskFilters = ({ query, settings, show }: Props) => {
  const say = useSay();
  const { language, type: nameOf } = useFormats();
  const { types, locales, myLocales } = settings;
  const isMine = myLocales.length > 0 && myLocales.join() === query.locales.join();

  return (
    <Flex gap={2} wrap="wrap">
      <SearchOnEnter
        label={say('desk.search')}
        placeholder={say('desk.search.placeholder')}
        clear={say('desk.search.clear')}
        search={query.search}
        onSearch={(search) => show({ search })}
      />
      <SingleSelect
        size="S"
        aria-label={say('desk.types')}
        value={query.type === '' ? 'all' : query.type}
        onChange={(type) => show({ type: type === 'all' ? '' : String(type) })}
      >
        <SingleSelectOption value="all">{say('desk.types.all')}</SingleSelectOption>
        {types.map(({ uid, name }) => (
          <SingleSelectOption key={uid} value={uid}>
            {nameOf(name)}
          </SingleSelectOption>
        ))}
      </SingleSelect>
      <FilterOfMany
        label={say('desk.locales')}
        all={say('desk.locales.all')}
        clear={say('desk.filter.clear')}
        options={locales}
        chosen={query.locales}
        nameOf={language}
        onChoose={(chosen) => show({ locales: chosen })}
      />
      <FilterOfMany
        label={say('desk.states')}
        all={say('desk.states.all')}
        clear={say('desk.filter.clear')}
        options={TRANSLATION_STATES}
        chosen={query.states}
        nameOf={(state) => say(`state.${state}`)}
        onChoose={(states) => show({ states })}
      />
      {myLocales.length > 0 && myLocales.length < locales.length ? (
        <Button
          size="S"
          variant={isMine ? 'secondary' : 'tertiary'}
          aria-pressed={isMine}
          onClick={() => show({ locales: isMine ? [] : myLocales })}
        >
          {say('desk.mine')}
        </Button>
      ) : null}
    </Flex>
  );
};
