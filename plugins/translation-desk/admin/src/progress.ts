import { STATES_TO_DO, TRANSLATION_STATES } from '../../domain/translation';
import type { Counts } from './api';

/** Which part of the entries is up to date in a language, from 0 to 1; a language without entries has nothing to do. */
export const progressOf = (counts: Counts[string] = {}): number => {
  const sum = (states: readonly (keyof typeof counts)[]): number =>
    states.reduce((total, state) => total + (counts[state] ?? 0), 0);
  const total = sum(TRANSLATION_STATES);
  return total === 0 ? 1 : 1 - sum(STATES_TO_DO) / total;
};
