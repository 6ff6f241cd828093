import { SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';

import { AVAILABILITIES } from '../../../domain/availability';
import { useSay } from '../messages';

/** Chooses the state to filter a list by. */
export const StateFilterInput = ({ name }: { readonly name: string }) => {
  const say = useSay();
  const { value, onChange } = useField<string>(name);
  return (
    <SingleSelect
      size="S"
      aria-label={say('desk.states')}
      placeholder={say('field.choose')}
      value={value ?? null}
      onChange={(state) => onChange(name, String(state))}
    >
      {AVAILABILITIES.map((state) => (
        <SingleSelectOption key={state} value={state}>
          {say(`state.${state}`)}
        </SingleSelectOption>
      ))}
    </SingleSelect>
  );
};
