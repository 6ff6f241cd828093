import { MultiSelect, MultiSelectOption } from '@strapi/design-system';

interface Props<Value extends string> {
  readonly label: string;
  /** What it says while nothing is chosen. */
  readonly all: string;
  /** “Remove filter”: the design system's own word is English. */
  readonly clear: string;
  readonly options: readonly Value[];
  readonly chosen: readonly Value[];
  readonly nameOf: (value: Value) => string;
  readonly onChoose: (values: Value[]) => void;
}

/**
 * A filter that takes several values, and says all that are chosen. The design system shows them as tags, whose buttons have no name.
 */
export const FilterOfMany = <Value extends string>(props: Props<Value>) => {
  const { label, all, clear, options, chosen, nameOf, onChoose } = props;
  const known = (values: readonly string[] = []): Value[] => options.filter((option) => values.includes(option));
  return (
    <MultiSelect
      size="S"
      aria-label={label}
      placeholder={all}
      clearLabel={clear}
      value={[...chosen]}
      customizeContent={(values) => known(values).map(nameOf).join(', ')}
      onChange={(values: string[]) => onChoose(known(values))}
      onClear={() => onChoose([])}
    >
      {options.map((option) => (
        <MultiSelectOption key={option} value={option}>
          {nameOf(option)}
        </MultiSelectOption>
      ))}
    </MultiSelect>
  );
};
