import { useSyncExternalStore } from 'react';

import type { Effects } from '../usage/usage-api';

/** What a change did to the site, kept after it was written. */
export interface Note {
  /** ISO 8601. */
  readonly at: string;
  readonly effects: Effects;
}

/** By material; for as long as the admin is open. */
const notes = new Map<string, Note>();
const listeners = new Set<() => void>();

const tell = (): void => {
  for (const listener of listeners) listener();
};

/** Keeps what was done to a material, in place of what was kept before. Nothing is kept where no page changed. */
export const keepNote = (material: string, effects: Effects | null): void => {
  if (effects === null || effects.total === 0) return;
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
