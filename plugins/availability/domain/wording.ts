import { TYPE, parse, type Location, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';

import { baseLanguageOf } from './locale';
import type { Locale } from './facts';
import { MESSAGE_KEYS, SHIPPED, type MessageKey, type Messages } from './speech';

/** Longer than any button or notice needs to be. */
export const LONGEST_TEXT = 300;

/** What can be wrong with a text, and where. */
export interface TextProblem {
  readonly kind: 'empty' | 'too-long' | 'sign' | 'html' | 'syntax' | 'format' | 'unknown-place' | 'missing-place';
  /** Characters from the beginning, from 0; line and column count from 1. */
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  /** What stands there, or which place is meant. */
  readonly what: string;
  /** The places that this text can fill. */
  readonly places: readonly string[];
}

/** The places of a shipped message, in their order: `title`, `details`. */
export const placesOf = (key: MessageKey): readonly string[] =>
  [...(SHIPPED.en?.[key] ?? '').matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');

export const isMessageKey = (value: unknown): value is MessageKey => MESSAGE_KEYS.some((key) => key === value);

const TAG = /<[a-z!/?]|&(?:#\d+|#x[\da-f]+|[a-z][a-z\d]*);/i;
/** Line breaks and other control signs, and signs that turn the direction of what follows without an end. */
const UNFIT_SIGN = /[\p{Cc}\u2028\u2029\u202A-\u202E]/u;

const at = (text: string, offset: number): Pick<TextProblem, 'offset' | 'line' | 'column'> => {
  const lines = text.slice(0, offset).split('\n');
  return { offset, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
};

interface Parsed {
  readonly elements: readonly MessageFormatElement[];
  readonly broken: { readonly offset: number; readonly reason: string } | null;
}

const parsed = (text: string): Parsed => {
  try {
    return { elements: parse(text, { ignoreTag: true, captureLocation: true }), broken: null };
  } catch (error) {
    const { location, message } = error as { location?: Location; message?: string };
    return { elements: [], broken: { offset: location?.start.offset ?? 0, reason: message ?? '' } };
  }
};

/**
 * What is wrong with a text that somebody wrote for a message, first things first; nothing if it can be saved. A text is words
 * and the places of its message, each written as `{title}` and each at least once: what fills them is ready to read, so there is
 * nothing to format or to choose.
 */
export const problemsOf = (key: MessageKey, text: string): TextProblem[] => {
  const places = placesOf(key);
  const problem = (kind: TextProblem['kind'], offset: number, what = ''): TextProblem => ({
    kind,
    ...at(text, offset),
    what,
    places,
  });

  if (text.trim() === '') return [problem('empty', 0)];
  if (text.length > LONGEST_TEXT) return [problem('too-long', LONGEST_TEXT, String(text.length))];
  const sign = UNFIT_SIGN.exec(text);
  if (sign) return [problem('sign', sign.index)];
  const tag = TAG.exec(text);
  if (tag) return [problem('html', tag.index, tag[0])];
  const { elements, broken } = parsed(text);
  if (broken) return [problem('syntax', broken.offset, broken.reason)];

  const problems: TextProblem[] = [];
  const filled = new Set<string>();
  for (const element of elements) {
    if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
    const offset = element.location?.start.offset ?? 0;
    const name = element.value;
    if (!places.includes(name)) problems.push(problem('unknown-place', offset, name));
    else if (element.type !== TYPE.argument) problems.push(problem('format', offset, name));
    filled.add(name);
  }
  const missing = places.filter((name) => !filled.has(name));
  return [...problems, ...missing.map((name) => problem('missing-place', text.length, name))];
};

const written = (names: readonly string[]): string => names.map((name) => `{${name}}`).join(', ');

/** A problem in English words, for API users; the admin has words in its own languages. */
export const describeProblem = ({ kind, line, column, what, places }: TextProblem): string => {
  const where = `line ${line}, column ${column}`;
  const known = places.length > 0 ? `Use ${written(places)}.` : 'This text has no places to fill.';
  switch (kind) {
    case 'empty':
      return 'the text is empty. Write one, or take the shipped text.';
    case 'too-long':
      return `the text has ${what} characters; at most ${LONGEST_TEXT} are allowed.`;
    case 'sign':
      return `${where}: a line break or control sign cannot stand in a text. Take it out.`;
    case 'html':
      return `${where}: “${what}” looks like HTML, which readers would see as it is. Write plain words.`;
    case 'syntax':
      return `${where}: a brace is not closed or stands alone (${what}). Write places as {title}, and a brace that is meant as '{'.`;
    case 'format':
      return `${where}: {${what}} is filled with words that are ready to read. Write just {${what}}.`;
    case 'unknown-place':
      return `${where}: {${what}} is not known here. ${known}`;
    case 'missing-place':
      return `{${what}} is missing: without it readers would not be told. Put it in.`;
  }
};

/** Texts that somebody wrote, by locale. */
export type WrittenTexts = Readonly<Record<Locale, Readonly<Partial<Record<MessageKey, string>>>>>;

/**
 * The texts of all languages: those that somebody wrote before the shipped ones. A region has those of its language and its own. A
 * language that is not shipped is spoken only when it has every text, because half a language is none.
 */
export const catalogueOf = (texts: WrittenTexts): Readonly<Record<Locale, Messages>> => {
  const catalogue: Record<Locale, Messages> = { ...SHIPPED };
  // Languages come before their regions, which build on them.
  for (const locale of Object.keys(texts).sort((one, other) => one.length - other.length)) {
    const own = texts[locale] ?? {};
    const base = catalogue[locale] ?? catalogue[baseLanguageOf(locale)];
    const isWhole = base !== undefined || MESSAGE_KEYS.every((key) => own[key] !== undefined);
    if (isWhole && Object.keys(own).length > 0) catalogue[locale] = { ...base, ...own } as Messages;
  }
  return catalogue;
};
