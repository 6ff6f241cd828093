import { useCallback } from 'react';
import { useIntl } from 'react-intl';

import type { Words } from '../../domain/problems';
import { REPORT_LANGUAGES } from '../../domain/run-report';
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

/** Moments, sizes and names in the language of the person who reads them. */
export const useFormats = () => {
  const { locale } = useIntl();
  const reportLanguage = REPORT_LANGUAGES.find((each) => locale.startsWith(each)) ?? 'en';
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

/** What Strapi's fetch hands on: the server's refusal, or the browser's error, without a status, where nobody answered. */
interface Failure {
  readonly status?: number;
  readonly message?: string;
  readonly details?: { readonly words?: Words };
}

/** The server's refusal, which says what to change. */
export const useProblem = () => {
  const say = useSay();
  const { reportLanguage } = useFormats();
  return useCallback(
    (error: unknown): string => {
      const { status, message, details } = error as Failure;
      if (status === undefined) return say('problem.unreachable');
      return (status < 500 && (details?.words?.[reportLanguage] ?? message)) || say('problem.unknown');
    },
    [say, reportLanguage]
  );
};
