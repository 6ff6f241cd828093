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

/** Numbers, sizes and moments in the language of the person who reads them. */
export const useFormats = () => {
  const { locale } = useIntl();
  return {
    number: (number: number): string => new Intl.NumberFormat(locale).format(number),
    percent: (part: number): string =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(part),
    megabytes: (bytes: number): string =>
      new Intl.NumberFormat(locale, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }).format(
        bytes / 1024 / 1024
      ),
    moment: (moment: number): string =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'medium' }).format(moment),
  };
};
