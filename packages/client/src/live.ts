import { isRecord } from './action';

/** What the portal tells: the keys of what changed. */
export interface Change {
  /** As answers name them (see {@link keysOf}); `all` stands for anything. */
  readonly keys: readonly string[];
}

/** Told by {@link listenForChanges}. */
export interface ChangeListener {
  readonly onChange: (change: Change) => void;
  /** The connection stands, again too: what was asked before may have changed meanwhile, so ask again for what is shown. */
  readonly onOpen?: () => void;
}

const EVERYTHING = 'all';

/** A portal that has no room, or tells nobody, is asked again after this, in ms. */
const RETRY_MS = 30_000;

/** The keys of an answer of the portal; null where it names none, so that nobody knows which changes concern it. */
export const keysOf = ({ headers }: { readonly headers: Headers }): readonly string[] | null =>
  headers.get('inprint-keys')?.split(' ') ?? null;

/** Is an answer with these keys another one now? */
export const isConcerned = (keys: readonly string[] | null, change: Change): boolean =>
  keys === null || change.keys.some((key) => key === EVERYTHING || keys.includes(key));

const changeIn = (text: string): Change => {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value) && Array.isArray(value.keys)) return { keys: value.keys.map(String) };
  } catch {
    // what cannot be read may be anything
  }
  return { keys: [EVERYTHING] };
};

const isHidden = (): boolean => typeof document !== 'undefined' && document.visibilityState === 'hidden';

/**
 * Listens to a portal that tells what changed (`LIVE_CHANGES=on`), over one connection, and only while the page is seen: a browser has
 * few of them for all its tabs.
 *
 * @param base address of the portal, no slash at its end
 * @returns what ends it
 */
export const listenForChanges = (base: string, { onChange, onOpen }: ChangeListener): (() => void) => {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const close = (): void => {
    clearTimeout(timer);
    source?.close();
    source = null;
  };
  const open = (): void => {
    close();
    if (isHidden()) return;
    const opened = new EventSource(`${base}/api/response-cache/changes`);
    source = opened;
    opened.onopen = () => onOpen?.();
    opened.addEventListener('change', ({ data }: MessageEvent<string>) => onChange(changeIn(data)));
    opened.onerror = () => {
      // Of a lost connection the browser makes a new one by itself; a refusal is the end of it.
      if (opened.readyState === EventSource.CLOSED) timer = setTimeout(open, RETRY_MS * (1 + Math.random()));
    };
  };
  const onVisibility = (): void => (isHidden() ? close() : open());

  open();
  globalThis.document?.addEventListener('visibilitychange', onVisibility);
  return () => {
    globalThis.document?.removeEventListener('visibilitychange', onVisibility);
    close();
  };
};
