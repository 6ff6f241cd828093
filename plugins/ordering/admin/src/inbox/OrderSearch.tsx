import { Searchbar, SearchForm } from '@strapi/design-system';
import { useEffect, useState } from 'react';

import { useSay } from '../messages';

/** So long nothing is typed before it is looked for (milliseconds). */
const PAUSE = 300;

interface Props {
  /** What is looked for now. */
  readonly search: string;
  readonly look: (words: string) => void;
}

/** Looks for orders while somebody types. The words are in no address: they are names of people, and addresses are kept. */
export const OrderSearch = ({ search, look }: Props) => {
  const say = useSay();
  const [typed, setTyped] = useState(search);
  const words = typed.trim();
  useEffect(() => {
    if (words === search) return;
    const timer = setTimeout(() => look(words), PAUSE);
    return () => clearTimeout(timer);
  }, [words, search, look]);

  return (
    <SearchForm
      onSubmit={(event: React.FormEvent) => {
        event.preventDefault();
        look(words);
      }}
    >
      <Searchbar
        name="search"
        size="S"
        maxLength={100}
        autoComplete="off"
        value={typed}
        onChange={(event: React.ChangeEvent<HTMLInputElement>) => setTyped(event.target.value)}
        onClear={() => setTyped('')}
        clearLabel={say('inbox.search.clear')}
        placeholder={say('inbox.search.placeholder')}
      >
        {say('inbox.search')}
      </Searchbar>
    </SearchForm>
  );
};
