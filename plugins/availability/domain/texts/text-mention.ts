import type { Mentioned } from '../mention';
import type { MentionReference } from './mention-address';
import type { MentionTest } from './mention-test';

/** Characters of a text, from `start` up to and without `end`, and what stands there instead. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Where a mention stands, and its words in it: `[` words `](/materials/abc)`. */
export interface Frame {
  readonly start: number;
  readonly wordsStart: number;
  readonly wordsEnd: number;
  readonly end: number;
}

/** A mention found in a text that is a string: Markdown or HTML. */
export interface TextMention {
  readonly kind: 'mention' | 'call-to-action';
  readonly reference: MentionReference;
  readonly frame: Frame;
  /**
   * What changes in the text. A mention keeps its words, and leads where the action leads, else to the material's page; a
   * call to action becomes notice and link.
   *
   * @param mentioned what the material offers now; null if it is not there for this reader: the words stay, the link goes
   */
  readonly edits: (mentioned: Mentioned | null) => readonly Edit[];
}

/** A link of a text that is a string, of whatever address. */
export interface TextLink {
  readonly url: string;
  /** Its words as they are written, markup and all. */
  readonly words: string;
  readonly frame: Frame;
  /** What makes it lead elsewhere. */
  readonly leadTo: (address: string) => readonly Edit[];
}

/** Finds links of a text in one of the formats, in reading order. */
export type FindLinks = (text: string) => readonly TextLink[];

/** Finds the mentions of a text in one of the formats, in reading order. */
export type FindMentions = (text: string) => readonly TextMention[];

/** What is known of one format. */
export interface MentionFinder {
  /** To be asked first: where it says no, nothing is found, and nothing had to be parsed. */
  readonly mayMention: MentionTest;
  readonly find: FindMentions;
}

/** Puts edits into a text. Of two that overlap the one that begins first holds; at one place, the longer. */
export const applyEdits = (text: string, edits: readonly Edit[]): string => {
  const ordered = [...edits].sort((one, other) => one.start - other.start || other.end - one.end);
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text: instead } of ordered) {
    if (start < at) continue;
    parts.push(text.slice(at, start), instead);
    at = end;
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(at);
};

/** Brings the mentions of a text up to date; every other character stays as it is. */
export const resolveText = (
  text: string,
  mentions: readonly TextMention[],
  lookUp: (reference: MentionReference) => Mentioned | null
): string => resolverOfText(text, mentions)(lookUp);

/** Brings one text up to date, as {@link resolveText}. */
export type ResolveText = (lookUp: (reference: MentionReference) => Mentioned | null) => string;

/**
 * {@link resolveText} for a text that is read again and again: where its materials offer the same as the last time, it is the same
 * text.
 */
export const resolverOfText = (text: string, mentions: readonly TextMention[]): ResolveText => {
  let latest: { readonly offers: readonly (Mentioned | null)[]; readonly resolved: string } | null = null;
  return (lookUp) => {
    const offers = mentions.map(({ reference }) => lookUp(reference));
    if (latest && offers.every((offer, index) => offer === latest?.offers[index])) return latest.resolved;
    const resolved = applyEdits(
      text,
      mentions.flatMap(({ edits }, index) => edits(offers[index] ?? null))
    );
    latest = { offers, resolved };
    return resolved;
  };
};

/** A text in parts: what is no mention, and mentions as what encloses their words. */
export type TextPart = string | { readonly before: string; readonly words: string; readonly after: string };

/** Takes a text apart at its mentions; joined again, the parts are the text. One within another stays in its words. */
export const partsOfText = (text: string, mentions: readonly TextMention[]): TextPart[] => {
  const parts: TextPart[] = [];
  let at = 0;
  for (const { frame } of mentions) {
    const { start, wordsStart, wordsEnd, end } = frame;
    if (start < at || wordsStart < start || wordsEnd < wordsStart || end < wordsEnd) continue;
    if (start > at) parts.push(text.slice(at, start));
    parts.push({
      before: text.slice(start, wordsStart),
      words: text.slice(wordsStart, wordsEnd),
      after: text.slice(wordsEnd, end),
    });
    at = end;
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts;
};
