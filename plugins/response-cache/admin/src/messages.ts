import { useCallback } from 'react';
import { useIntl } from 'react-intl';

import { messageId } from './plugin';
import en from './translations/en.json';

type MessageKey = keyof typeof en;

/** Says one of our messages in the language of the person who reads it. */
export const useSay = () => {
  const { formatMessage } = useIntl();
  return useCallback(
    (key: MessageKey, values?: Readonly<Record<string, string | number>>): string =>
      formatMessage({ id: messageId(key), defaultMessage: en[key] }, values),
    [formatMessage]
  );
};

const MEGABYTE = 1024 * 1024;

/** Numbers, sizes and moments in the language of the person who reads them. */
export const useFormats = () => {
  const { locale } = useIntl();
  return {
    number: (number: number): string => new Intl.NumberFormat(locale).format(number),
    percent: (part: number): string =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(part),
    size: (bytes: number): string => {
      const [unit, count] =
        bytes < MEGABYTE ? (['kilobyte', bytes / 1024] as const) : (['megabyte', bytes / MEGABYTE] as const);
      return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(count);
    },
    moment: (moment: number): string =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'medium' }).format(moment),
  };
};
