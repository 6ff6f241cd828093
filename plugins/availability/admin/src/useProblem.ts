import { useSay, type MessageKey } from './messages';
import en from './translations/en.json';

interface ServerError {
  readonly message?: string;
  readonly details?: { readonly problem?: string; readonly quantity?: number | null };
}

/** The server's refusal in the reader's language, where we have the words; else as it came. */
export const useProblem = () => {
  const say = useSay();
  return (error: unknown): string => {
    const { message, details } = error as ServerError;
    const key = `problem.${details?.problem ?? ''}`;
    if (key in en) return say(key as MessageKey, { quantity: details?.quantity ?? 0 });
    return message ?? say('problem.unknown-error');
  };
};
