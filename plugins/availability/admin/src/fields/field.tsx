import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import type { ReactNode } from 'react';

/** What Strapi's edit form hands to the input of a custom field. */
export interface FieldProps {
  readonly name: string;
  readonly label: ReactNode;
  readonly labelAction?: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly value?: string | null;
  readonly onChange: (name: string, value: string | null) => void;
}

/** Label, hint and error around an input, as in the rest of the form. */
export const Framed = ({ children, ...props }: FieldProps & { readonly children: ReactNode }) => (
  <Field.Root name={props.name} id={props.name} error={props.error} hint={props.hint} required={props.required}>
    <Field.Label action={props.labelAction}>{props.label}</Field.Label>
    {children}
    <Field.Hint />
    <Field.Error />
  </Field.Root>
);

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A list to choose from. */
export const Choices = ({
  choices,
  value,
  placeholder,
  clearLabel,
  ...props
}: FieldProps & {
  readonly choices: readonly Choice[];
  readonly placeholder?: string;
  readonly clearLabel?: string;
}) => (
  <Framed {...props}>
    <SingleSelect
      name={props.name}
      value={value ?? null}
      disabled={props.disabled}
      required={props.required}
      placeholder={placeholder}
      clearLabel={clearLabel}
      onClear={clearLabel === undefined || !value ? undefined : () => props.onChange(props.name, null)}
      onChange={(chosen) => props.onChange(props.name, String(chosen))}
    >
      {choices.map((choice) => (
        <SingleSelectOption key={choice.value} value={choice.value}>
          {choice.label}
        </SingleSelectOption>
      ))}
    </SingleSelect>
  </Framed>
);
