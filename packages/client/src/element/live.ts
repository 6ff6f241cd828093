import { isConcerned, listenForChanges } from '../live';

/** Many pages are told at once: they do not all ask at once, in ms. */
const MAX_DELAY_MS = 400;

/** An element that wants to be told. */
interface Told {
  readonly askAgain: () => Promise<void>;
  /** Of the answer that it shows. */
  readonly keys: readonly string[] | null;
}

interface Connection {
  readonly elements: Set<Told>;
  readonly stop: () => void;
}

const connections = new Map<string, Connection>();

const connect = (base: string): Connection => {
  const elements = new Set<Told>();
  const due = new Set<Told>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const askSoon = (concerned: readonly Told[]): void => {
    for (const element of concerned) due.add(element);
    timer ??= setTimeout(() => {
      timer = undefined;
      for (const element of due) if (elements.has(element)) void element.askAgain();
      due.clear();
    }, MAX_DELAY_MS * Math.random());
  };
  const stop = listenForChanges(base, {
    onChange: (change) => askSoon([...elements].filter(({ keys }) => isConcerned(keys, change))),
    onOpen: () => askSoon([...elements]),
  });
  return { elements, stop };
};

/** The element is told no more; the last one of a portal ends the page's connection to it. */
export const stopTelling = (element: Told): void => {
  for (const [base, { elements, stop }] of connections) {
    if (!elements.delete(element) || elements.size > 0) continue;
    stop();
    connections.delete(base);
  }
};

/** From now on the element asks again when the portal says that what it shows changed. One connection serves all of a page. */
export const keepTold = (base: string, element: Told): void => {
  if (connections.get(base)?.elements.has(element)) return;
  stopTelling(element);
  const connection = connections.get(base) ?? connect(base);
  connections.set(base, connection);
  connection.elements.add(element);
};
