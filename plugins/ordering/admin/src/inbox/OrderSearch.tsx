import { Searchbar, SearchForm } from '@strapi/design-system';
import { useEffect, useRef, useState } from 'react';

import { useSay } from '../messages';

/** So long nothing is typed before it is looked for (milliseconds). */
const PAUSE_MS = 300;

interface Props {
  /** What is looked for now. */
  readonly search: string;
  readonly look: (words: string) => void;
}

/** Looks for orders while somebody types. */
export const OrderSearch = ({ search, look }: Props) => {
  const say = useSay();
  const [typed, setTyped] = useState(search);
  const words = typed.trim();
  const latest = useRef({ search, look });
  latest.current = { search, look };
  // What is looked for may come from elsewhere: from “back”.
  useEffect(() => setTyped((old) => (old.trim() === search ? old : search)), [search]);
  useEffect(() => {
    if (words === search) return;
    const timer = setTimeout(() => {
      if (words !== latest.current.search) latest.current.look(words);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [words]);

  return (
    <SearchForm
      onSubmit={(event: React.FormEvent) => {
        event.preventDefault();
        if (words !== search) look(words);
      }}
    >
      <Searchbar
        name="search"
        size="S"
        maxLength={100}
        autoComplete="off"
        value={typed}
        onChange={(event: React.ChangeEvent<HTMLInputElement>) => setTyped(event.target.value)}
        onClear={() => {
          setTyped('');
          if (search !== '') look('');
        }}
        clearLabel={say('inbox.search.clear')}
        placeholder={say('inbox.search.placeholder')}
      >
        {say('inbox.search')}
      </Searchbar>
    </SearchForm>
  );
};
