import { DatePicker, Field } from '@strapi/design-system';
import { useIntl } from 'react-intl';

import { useSay } from '../messages';

/** The day in the calendar of whoever chose it. */
const dayOf = (date: Date): string =>
  [
    String(date.getFullYear()).padStart(4, '0'),
    String(date.getMonth() + 1).padStart(2, '0'),
    String(date.getDate()).padStart(2, '0'),
  ].join('-');

/** A day, chosen in Strapi's calendar or typed; written when the field is left, so that half a year typed is not a day. */
export const DayInput = ({
  label,
  isLabelHidden = false,
  value,
  disabled = false,
  onChange,
}: {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly value: string | null;
  readonly disabled?: boolean;
  readonly onChange: (day: string | null) => void;
}) => {
  const say = useSay();
  const { locale } = useIntl();
  const write = (day: string | null): void => {
    if (day !== value) onChange(day);
  };
  return (
    <Field.Root width="100%">
      {isLabelHidden ? null : <Field.Label>{label}</Field.Label>}
      <DatePicker
        // Else it would go on showing a day that was refused, or that somebody else changed.
        key={value ?? ''}
        size="S"
        locale={locale}
        aria-label={label}
        calendarLabel={label}
        clearLabel={say('day.clear', { label })}
        monthSelectLabel={say('day.month')}
        yearSelectLabel={say('day.year')}
        value={value === null ? undefined : new Date(`${value}T00:00:00`)}
        disabled={disabled}
        onChange={(date: Date | undefined) => write(date ? dayOf(date) : null)}
        onClear={() => write(null)}
      />
    </Field.Root>
  );
};
