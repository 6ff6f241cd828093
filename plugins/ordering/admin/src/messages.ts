import { useCallback } from 'react';
import { useIntl } from 'react-intl';

import en from './translations/en.json';
import { messageId } from './plugin';

export type MessageKey = keyof typeof en;

/** Says one of our messages in the language of the person who reads it. */
export const useSay = () => {
  const { formatMessage } = useIntl();
  return useCallback(
    (key: MessageKey, values?: Readonly<Record<string, string | number>>): string =>
      formatMessage({ id: messageId(key), defaultMessage: en[key] }, values),
    [formatMessage]
  );
};

/** Moments in the language of the person who reads them. */
export const useMoment = () => {
  const { locale } = useIntl();
  return (moment: string): string =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(moment));
};
