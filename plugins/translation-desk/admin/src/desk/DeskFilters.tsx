import {
  Button,
  Flex,
  MultiSelect,
  MultiSelectOption,
  Searchbar,
  SearchForm,
  SingleSelect,
  SingleSelectOption,
} from '@strapi/design-system';
import { useEffect, useState } from 'react';

import { isTranslationState, TRANSLATION_STATES } from '../../../domain/translation';
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
  const [typed, setTyped] = useState(query.search);
  useEffect(() => setTyped(query.search), [query.search]);
  const { types, locales, myLocales } = settings;
  const isMine = myLocales.length > 0 && myLocales.join() === query.locales.join();

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
      <MultiSelect
        size="S"
        aria-label={say('desk.locales')}
        placeholder={say('desk.locales.all')}
        value={[...query.locales]}
        onChange={(chosen: string[]) => show({ locales: locales.filter((locale) => chosen.includes(locale)) })}
        onClear={() => show({ locales: [] })}
        withTags
      >
        {locales.map((locale) => (
          <MultiSelectOption key={locale} value={locale}>
            {language(locale)}
          </MultiSelectOption>
        ))}
      </MultiSelect>
      <MultiSelect
        size="S"
        aria-label={say('desk.states')}
        placeholder={say('desk.states.all')}
        value={[...query.states]}
        onChange={(states: string[]) => show({ states: states.filter(isTranslationState) })}
        onClear={() => show({ states: [] })}
        withTags
      >
        {TRANSLATION_STATES.map((state) => (
          <MultiSelectOption key={state} value={state}>
            {say(`state.${state}`)}
          </MultiSelectOption>
        ))}
      </MultiSelect>
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
