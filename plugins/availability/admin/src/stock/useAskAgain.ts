import { useEffect } from 'react';

/** How long what somebody else changed may go unseen on a screen that stays open. */
const PERIOD_MS = 20_000;

/** Asks again when the window is looked at again, and from time to time while it is. */
export const useAskAgain = (ask: () => unknown): void => {
  useEffect(() => {
    const askIfSeen = (): void => {
      if (document.visibilityState === 'visible') ask();
    };
    window.addEventListener('focus', askIfSeen);
    document.addEventListener('visibilitychange', askIfSeen);
    const timer = setInterval(askIfSeen, PERIOD_MS);
    return () => {
      window.removeEventListener('focus', askIfSeen);
      document.removeEventListener('visibilitychange', askIfSeen);
      clearInterval(timer);
    };
  }, [ask]);
};
