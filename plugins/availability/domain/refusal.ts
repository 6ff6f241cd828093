import { IntlMessageFormat } from 'intl-messageformat';

import { baseLanguageOf } from './locale';
import de from './refusals/de.json';
import en from './refusals/en.json';
import fr from './refusals/fr.json';

/** Every reason for which what somebody writes about stock and materials is not stored. */
export type RefusalKey = keyof typeof en;

/** One thing that is wrong with an input. */
export interface InputProblem {
  /** Where it is: names of fields, from the outside in. */
  readonly path: readonly string[];
  readonly key: RefusalKey;
  /** What the words need beside the field. */
  readonly values?: Readonly<Record<string, string>>;
}

/** The languages that editors are told in: those of the admin. Programs are told in English. */
const WORDS: Readonly<Record<string, Readonly<Record<RefusalKey, string>>>> = { de, en, fr };

/**
 * Says what is wrong, and the way out.
 *
 * @param language of the one who wrote it; English where it is not one of ours. In English the field is named as the API
 *   names it, in German and French as the form does.
 */
export const wordsOfProblem = ({ path, key, values }: InputProblem, language: string): string => {
  const own = baseLanguageOf(language);
  const spoken = Object.hasOwn(WORDS, own) ? own : 'en';
  const words = WORDS[spoken] ?? en;
  return String(
    new IntlMessageFormat(words[key], spoken, undefined, { ignoreTag: true }).format({ field: path.at(-1), ...values })
  );
};
