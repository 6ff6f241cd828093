import { useEffect } from 'react';

/** How long after a request that nobody answered it is made again, in ms. */
const PAUSE_MS = 3000;

/** Asks again, and again, while nobody answers: when the network is back, and from time to time. */
export const useRetry = (error: unknown, ask: () => unknown): void => {
  const isUnanswered = error !== undefined && (error as { status?: number }).status === undefined;
  useEffect(() => {
    if (!isUnanswered) return;
    const again = (): void => void ask();
    window.addEventListener('online', again);
    const timer = setInterval(again, PAUSE_MS);
    return () => {
      window.removeEventListener('online', again);
      clearInterval(timer);
    };
  }, [isUnanswered, ask]);
};
