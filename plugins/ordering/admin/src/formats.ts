import { useMemo } from 'react';
import { useIntl } from 'react-intl';

/** Days, months, numbers and languages, as the person who reads them writes them. Days and months are those of the ledger: UTC. */
export const useFormats = () => {
  const { locale, formatMessage } = useIntl();
  return useMemo(() => {
    const utc = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    return {
      day: (day: string): string => utc({ dateStyle: 'long' }).format(new Date(`${day.slice(0, 10)}T00:00:00Z`)),
      month: (month: string, style: 'short' | 'long' = 'long'): string =>
        utc({ month: style, year: style === 'short' ? '2-digit' : 'numeric' }).format(
          new Date(`${month}-01T00:00:00Z`)
        ),
      number: (value: number): string => new Intl.NumberFormat(locale).format(value),
      money: (amount: string, currency: string): string =>
        new Intl.NumberFormat(locale, { style: 'currency', currency }).format(Number(amount)),
      language: (code: string): string => {
        try {
          return new Intl.DisplayNames([locale], { type: 'language' }).of(code) ?? code;
        } catch {
          return code; // not a language tag
        }
      },
      /** The state of an edition, in the words of the plugin that knows the states. */
      availability: (state: string): string =>
        formatMessage({ id: `availability.state.${state}`, defaultMessage: state }),
    };
  }, [locale, formatMessage]);
};
