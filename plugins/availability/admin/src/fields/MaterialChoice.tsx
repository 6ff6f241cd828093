import { Combobox, ComboboxOption } from '@strapi/design-system';
import { useDebounce } from '@strapi/strapi/admin';
import { useState } from 'react';

import { useSay } from '../messages';
import { useFindMaterialsQuery, useTitleOfQuery } from '../stock/api';
import { Framed, type FieldProps } from './field';

/** Finds a material by words of its title; its documentId is the value. */
export const MaterialChoice = ({ without, ...props }: FieldProps & { readonly without?: string }) => {
  const say = useSay();
  const [typed, setTyped] = useState('');
  const search = useDebounce(typed, 250);
  const { data: found = [], isFetching, isError } = useFindMaterialsQuery(search);
  const { data: chosen } = useTitleOfQuery(props.value ?? '', { skip: !props.value });
  const title = props.value ? (chosen?.documentId === props.value ? chosen.title : props.value) : '';
  const options = found.filter(({ documentId }) => documentId !== props.value && documentId !== without);

  return (
    <Framed {...props} error={props.error ?? (isError ? say('field.material.failed') : undefined)}>
      <Combobox
        // The title arrives after the form: the box is made anew with it.
        key={`${props.value ?? ''}:${title}`}
        name={props.name}
        value={props.value ?? ''}
        disabled={props.disabled}
        required={props.required}
        autocomplete="none"
        placeholder={say('field.material.placeholder')}
        loading={isFetching}
        loadingMessage={say('field.material.loading')}
        noOptionsMessage={() => say('field.material.none')}
        clearLabel={say('field.material.clear')}
        onClear={() => props.onChange(props.name, null)}
        onInputChange={(event) => setTyped(event.currentTarget.value)}
        onChange={(value) => {
          if (value && value !== props.value) props.onChange(props.name, value);
        }}
      >
        {props.value ? (
          <ComboboxOption value={props.value} textValue={title}>
            {title}
          </ComboboxOption>
        ) : null}
        {options.map(({ documentId, title: text }) => (
          <ComboboxOption key={documentId} value={documentId} textValue={text}>
            {text}
          </ComboboxOption>
        ))}
      </Combobox>
    </Framed>
  );
};
