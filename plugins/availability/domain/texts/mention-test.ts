import { beginningsOf, type MentionAddresses } from './mention-address';

/**
 * The longest text that is looked through, in characters: some eighty printed pages. Parsing takes time, and longer texts are
 * left as they are; a mention in one still leads to the material's own page.
 */
export const MAX_PARSED = 256 * 1024;

/**
 * Names of HTML's character references for the signs that an address may hold. Letters and digits have none (`&fjlig;` is two of
 * them), nor has the hyphen.
 */
const NAMES_OF_SIGNS: Readonly<Record<string, readonly string[]>> = {
  '/': ['sol'],
  '.': ['period'],
  _: ['lowbar', 'UnderBar'],
  ':': ['colon'],
  ',': ['comma'],
  '=': ['equals'],
  '+': ['plus'],
  '!': ['excl'],
  $: ['dollar'],
  '@': ['commat'],
  '(': ['lpar'],
  ')': ['rpar'],
  '*': ['ast', 'midast'],
  "'": ['apos'],
  '&': ['amp', 'AMP'],
  '%': ['percnt'],
  j: ['fjlig'],
};

/** What may hide a sign of an address: a numeric character reference, its name, or a backslash that Markdown takes away. */
const hidingsOf = (beginnings: readonly string[]): string[] => {
  const characters = new Set(beginnings.flatMap((beginning) => [...beginning]));
  return [
    '&#',
    ...[...characters].flatMap((character) => (NAMES_OF_SIGNS[character] ?? []).map((name) => `&${name}`)),
    ...[...characters].filter((character) => /[!-/:-@[-`{-~]/.test(character)).map((sign) => `\\${sign}`),
  ];
};

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/**
 * What every text with a mention has one of: the beginning of an address of ours, a marker, or something that can hide one.
 *
 * @param markers names of attributes of HTML that make a mention beside an address; spelt as they please
 */
export const signsOfMentions = (
  addresses: MentionAddresses,
  markers: readonly string[] = []
): { readonly exact: readonly string[]; readonly anyCase: readonly string[] } => {
  const beginnings = beginningsOf(addresses);
  return { exact: [...beginnings, ...hidingsOf(beginnings)], anyCase: markers };
};

/** Can this text hold a mention? False proves that it does not, and costs no parse. */
export type MentionTest = (text: string) => boolean;

/**
 * Makes the test that is asked before anything else is done with a text. Longer texts than `MAX_PARSED` are said to hold none.
 *
 * @param markers as of {@link signsOfMentions}
 */
export const mentionTest = (addresses: MentionAddresses, markers: readonly string[] = []): MentionTest => {
  const beginnings = beginningsOf(addresses);
  const hiding = new RegExp(hidingsOf(beginnings).map(literal).join('|'));
  const marker = markers.length === 0 ? null : new RegExp(markers.map(literal).join('|'), 'i');
  return (text) =>
    text.length <= MAX_PARSED &&
    (beginnings.some((beginning) => text.includes(beginning)) || hiding.test(text) || (marker?.test(text) ?? false));
};
