import { useSyncExternalStore } from 'react';

import type { Effects } from '../usage/usage-api';

/** What a change did to the site, kept after it was written. */
export interface Note {
  /** ISO 8601. */
  readonly at: string;
  readonly effects: Effects;
}

const STORAGE = 'inprint.what-changed';

/** More are not looked at again. */
const MAX_NOTES = 50;

/** What was kept in this tab before the page was loaded anew. */
const storedNotes = (): [string, Note][] => {
  try {
    return JSON.parse(sessionStorage.getItem(STORAGE) ?? '[]') as [string, Note][];
  } catch {
    return []; // a browser that stores nothing
  }
};

/** By material, the oldest first; for as long as the tab is open. */
const notes = new Map<string, Note>(storedNotes());
const listeners = new Set<() => void>();

const tell = (): void => {
  try {
    sessionStorage.setItem(STORAGE, JSON.stringify([...notes].slice(-MAX_NOTES)));
  } catch {
    // They are kept until the page is loaded anew.
  }
  for (const listener of listeners) listener();
};

/** Keeps what was done to a material, in place of what was kept before. Nothing is kept where no page changed. */
export const keepNote = (material: string, effects: Effects | null): void => {
  if (effects === null || effects.total === 0) return;
  notes.delete(material);
  notes.set(material, { at: new Date().toISOString(), effects });
  tell();
};

/** Puts the note of a material away. */
export const dropNote = (material: string): void => {
  notes.delete(material);
  tell();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** What the last change of a material did. */
export const useKeptNote = (material: string): Note | undefined =>
  useSyncExternalStore(subscribe, () => notes.get(material));
