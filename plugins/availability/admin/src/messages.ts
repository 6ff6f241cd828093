import { useCallback } from 'react';
import { useIntl } from 'react-intl';

import en from './translations/en.json';
import { messageId } from './plugin';

export type MessageKey = keyof typeof en;
type Values = Readonly<Record<string, string | number | null | undefined>>;

/** Says one of our messages in the language of the person who reads it. */
export const useSay = () => {
  const { formatMessage } = useIntl();
  return useCallback(
    (key: MessageKey, values?: Values): string =>
      formatMessage({ id: messageId(key), defaultMessage: en[key] }, values as never),
    [formatMessage]
  );
};

/** Names of languages and days in the language of the person who reads them. */
export const useFormats = () => {
  const { locale } = useIntl();
  return {
    language: (code: string): string => {
      try {
        return new Intl.DisplayNames([locale], { type: 'language' }).of(code) ?? code;
      } catch {
        return code; // not a language tag
      }
    },
    day: (day: string): string =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`)),
    moment: (moment: string): string =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(moment)),
  };
};
