import { useCallback } from 'react';
import { useIntl } from 'react-intl';

import { messageId } from './plugin';
import en from './translations/en.json';

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

const KILOBYTE = 1000;
const MEGABYTE = 1_000_000;

/** Moments, sizes and names in the language of the person who reads them; the report has its sentences in German and English. */
export const useFormats = () => {
  const { locale } = useIntl();
  const reportLanguage: 'de' | 'en' = locale.startsWith('de') ? 'de' : 'en';
  return {
    reportLanguage,
    language: (code: string): string => {
      try {
        return new Intl.DisplayNames([locale], { type: 'language' }).of(code) ?? code;
      } catch {
        return code; // not a language tag
      }
    },
    size: (bytes: number): string =>
      new Intl.NumberFormat(locale, {
        style: 'unit',
        unit: bytes < MEGABYTE ? 'kilobyte' : 'megabyte',
        maximumFractionDigits: 1,
      }).format(bytes / (bytes < MEGABYTE ? KILOBYTE : MEGABYTE)),
    moment: (moment: string): string =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(moment)),
  };
};

/** The server's refusal, which says what to change. */
export const useProblem = () => {
  const say = useSay();
  return useCallback(
    (error: unknown): string => (error as { message?: string }).message ?? say('problem.unknown'),
    [say]
  );
};
