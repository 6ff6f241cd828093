import { useEffect, useState } from 'react';

const isSame = <Item>(one: readonly Item[], other: readonly Item[]): boolean =>
  one.length === other.length && one.every((item, index) => item === other[index]);

/**
 * Things that are on the page and of which nobody tells: looked for again whenever the page changed, at most once for each picture that
 * the browser draws.
 */
export const usePageContent = <Item>(find: () => readonly Item[]): readonly Item[] => {
  const [items, setItems] = useState<readonly Item[]>([]);
  useEffect(() => {
    let frame = 0;
    const look = (): void => {
      frame = 0;
      const found = find();
      setItems((before) => (isSame(before, found) ? before : found));
    };
    const lookSoon = (): void => {
      frame ||= requestAnimationFrame(look);
    };
    const observer = new MutationObserver(lookSoon);
    observer.observe(document.body, { childList: true, subtree: true });
    look();
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [find]);
  return items;
};
