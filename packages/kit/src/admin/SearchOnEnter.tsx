import { Searchbar, SearchForm } from '@strapi/design-system';
import { useEffect, useState } from 'react';

interface Props {
  readonly name?: string;
  readonly label: string;
  readonly placeholder: string;
  /** The name of the button that empties it. */
  readonly clear: string;
  /** What is looked for now; it may come from elsewhere: from “back”, or a bookmark. */
  readonly search: string;
  readonly onSearch: (words: string) => void;
}

/** A field whose words are looked for when Enter is pressed, or when they are cleared. */
export const SearchOnEnter = ({ name = 'search', label, placeholder, clear, search, onSearch }: Props) => {
  const [typed, setTyped] = useState(search);
  useEffect(() => setTyped(search), [search]);
  return (
    <SearchForm
      onSubmit={(event: React.FormEvent) => {
        event.preventDefault();
        onSearch(typed.trim());
      }}
    >
      <Searchbar
        name={name}
        size="S"
        value={typed}
        onChange={(event: React.ChangeEvent<HTMLInputElement>) => setTyped(event.target.value)}
        onClear={() => {
          setTyped('');
          onSearch('');
        }}
        clearLabel={clear}
        placeholder={placeholder}
      >
        {label}
      </Searchbar>
    </SearchForm>
  );
};
