import type { Confidence, ToldAvailability } from '../contract';
import { DENIALS, FILES, PHRASES, STILL_THERE } from './phrases';

/** What a sentence tells of a material's stock. */
export interface ToldStock {
  readonly availability: ToldAvailability;
  readonly language: string;
  /** The words that told it. */
  readonly wording: string;
  readonly confidence: Exclude<Confidence, 'proven'>;
}

const CLAUSE = /[,;:–—()]|\s(?:aber|jedoch|doch|sondern|but|however|mais|pero|ma|maar|ale)\s/iu;

/** Can printed copies be had, by one of the sentence's clauses? */
const saysStillThere = (sentence: string): boolean =>
  sentence.split(CLAUSE).some((clause) => STILL_THERE.some((pattern) => pattern.test(clause)) && !FILES.test(clause));

/**
 * Reads from one sentence what it says about stock. Null if it says nothing, denies it, asks, or speaks of what was or
 * might be: a suggestion that is wrong costs more than one that is missing.
 */
export const toldStock = (sentence: string): ToldStock | null => {
  const text = sentence.normalize('NFC').trim();
  if (text.endsWith('?')) return null;
  const phrase = PHRASES.find(({ pattern }) => pattern.test(text));
  if (!phrase) return null;
  if (DENIALS.some((pattern) => pattern.test(text)) || saysStillThere(text)) return null;
  return {
    availability: phrase.availability,
    language: phrase.language,
    wording: phrase.pattern.exec(text)?.[0] ?? '',
    confidence: phrase.isLoose ? 'guess' : 'consistent',
  };
};
