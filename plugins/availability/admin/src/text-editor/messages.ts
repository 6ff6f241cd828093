import { useCallback } from 'react';
import { useIntl } from 'react-intl';

import { messageId } from '../plugin';
import en from './translations/en.json';

export type TextMessageKey = keyof typeof en;

/** A message's id and English words, for where Strapi does the translating. */
export const textMessage = (key: TextMessageKey) => ({ id: messageId(key), defaultMessage: en[key] });

/** Says a message about texts and mentions in the language of the person who reads it. */
export const useSayOfTexts = () => {
  const { formatMessage } = useIntl();
  return useCallback(
    (key: TextMessageKey, values?: Readonly<Record<string, string | number>>): string =>
      formatMessage(textMessage(key), values),
    [formatMessage]
  );
};
