import { useSay, type MessageKey } from './messages';
import en from './translations/en.json';

/** What Strapi's fetch hands on: the server's refusal, or the browser's error, without a status, where nobody answered. */
interface Failure {
  readonly status?: number;
  readonly message?: string;
  readonly details?: {
    readonly problem?: string;
    readonly quantity?: number | null;
    readonly headings?: readonly string[];
  };
}

/** The server's refusal in the reader's language, where we have the words; else as it came. */
export const useProblem = () => {
  const say = useSay();
  return (error: unknown): string => {
    const { status, message, details } = error as Failure;
    if (status === undefined) return say('problem.unreachable');
    const key = `problem.${details?.problem ?? ''}`;
    if (key in en) {
      const [first = '', second = ''] = details?.headings ?? [];
      return say(key as MessageKey, { quantity: details?.quantity ?? 0, first, second });
    }
    return status < 500 && message ? message : say('problem.unknown-error');
  };
};
