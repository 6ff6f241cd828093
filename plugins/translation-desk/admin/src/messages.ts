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

/** Names and moments in the language of the person who reads them. */
export const useFormats = () => {
  const { locale, formatMessage } = useIntl();
  return {
    language: (code: string): string => {
      try {
        return new Intl.DisplayNames([locale], { type: 'language' }).of(code) ?? code;
      } catch {
        return code; // not a language tag
      }
    },
    moment: (moment: string): string =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(moment)),
    /** 0.5 as 50 %; rounded down, so that 100 % means all. */
    percent: (part: number): string =>
      new Intl.NumberFormat(locale, { style: 'percent' }).format(Math.floor(part * 100) / 100),
    /** A content type's name as it stands in the content manager. */
    type: (name: string): string => formatMessage({ id: name, defaultMessage: name }),
    /** A field's name as it stands in the edit form. */
    field: (uid: string, field: string, label: string): string =>
      formatMessage({ id: `content-manager.content-types.${uid}.${field}`, defaultMessage: label }),
  };
};

/** What Strapi's fetch hands on: the server's refusal, or the browser's error, without a status, where nobody answered. */
interface Failure {
  readonly status?: number;
  readonly message?: string;
}

/** The server's refusal, which says what to change, in the language of the admin. */
export const useProblem = () => {
  const say = useSay();
  return (error: unknown): string => {
    const { status, message } = error as Failure;
    if (status === undefined) return say('problem.unreachable');
    return status < 500 && message ? message : say('problem.unknown');
  };
};
