import type { Step } from '../staging/planned';

export type Phase = 'reading' | 'planning' | Step | 'redirects' | 'done';

export interface Progress {
  readonly phase: Phase;
  /** Rows read, or records worked on. */
  readonly done: number;
  /** null while it is not known. */
  readonly total: number | null;
  readonly secondsLeft: number | null;
}

/** Tells how far a run is, and how long it still takes. */
export const createClock = (onProgress: ((progress: Progress) => void) | undefined) => {
  let began = performance.now();
  return {
    begin(): void {
      began = performance.now();
    },
    tell(phase: Phase, done: number, total: number | null): void {
      const seconds = (performance.now() - began) / 1000;
      const secondsLeft = total === null || done === 0 ? null : Math.round((seconds / done) * (total - done));
      onProgress?.({ phase, done, total, secondsLeft });
    },
  };
};
