/** Coming back to a page fires several events at once; buttons are asked anew once, and at most this often. */
const SHORTEST_PAUSE_MS = 1_000;

interface Asking {
  readonly askAgain: () => Promise<void>;
}

const connected = new Set<Asking>();
let isListening = false;
let lastComeback = -Infinity;

const comeBack = (): void => {
  if (document.visibilityState !== 'visible' || performance.now() - lastComeback < SHORTEST_PAUSE_MS) return;
  lastComeback = performance.now();
  for (const element of connected) void element.askAgain();
};

const listen = (): void => {
  if (isListening) return;
  isListening = true;
  document.addEventListener('visibilitychange', comeBack);
  window.addEventListener('focus', comeBack);
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) comeBack();
  });
};

/** From now on the element asks again when readers come back to the page: what was left open turns. */
export const keepCurrent = (element: Asking): void => {
  listen();
  connected.add(element);
};

/** The element left the page. */
export const leave = (element: Asking): void => {
  connected.delete(element);
};
