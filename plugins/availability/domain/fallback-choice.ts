import type { Locale } from './facts';

/** Why a chain of locales cannot be kept. */
export interface ChainProblem {
  readonly kind: 'unknown' | 'itself' | 'twice';
  /** Its place in the chain, from 0. */
  readonly index: number;
  readonly locale: Locale;
}

/**
 * What is wrong with the locales that are looked through after one that has no PDF or text. A chain is looked through as it is
 * written, so nothing in it can lead round in a circle but the locale itself, or one that stands there twice.
 */
export const chainProblemsOf = (locale: Locale, chain: readonly Locale[], locales: readonly Locale[]): ChainProblem[] =>
  chain.flatMap((next, index): ChainProblem[] => {
    if (!locales.includes(next)) return [{ kind: 'unknown', index, locale: next }];
    if (next === locale) return [{ kind: 'itself', index, locale: next }];
    return chain.indexOf(next) < index ? [{ kind: 'twice', index, locale: next }] : [];
  });

/** A problem in English words, for API users. */
export const describeChainProblem = ({ kind, locale }: ChainProblem, locales: readonly Locale[]): string => {
  switch (kind) {
    case 'unknown':
      return `this site has no locale “${locale.slice(0, 64)}”. Use ${locales.join(', ')}.`;
    case 'itself':
      return `“${locale}” is always looked at first and would lead round in a circle. Leave it out.`;
    case 'twice':
      return `“${locale}” stands there twice. Name it once.`;
  }
};
