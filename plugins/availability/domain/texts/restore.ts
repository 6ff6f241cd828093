import type { Mentioned } from '../mention';
import type { MentionReference } from './mention-address';
import { applyEdits, type Edit, type TextMention } from './text-mention';

/** What a material offered in one state; null if it was not there for the reader. */
export type LookUpReference = (reference: MentionReference) => Mentioned | null;

/** A mention as it is stored, and as a reader got it: where it stands in the text that was read, and what there. */
interface Piece {
  /** Which mention of the text. */
  readonly index: number;
  readonly stored: string;
  readonly read: string;
  readonly start: number;
}

/** The text as it was read, and where the mentions were in it. */
const readingOf = (
  stored: string,
  mentions: readonly TextMention[],
  lookUp: LookUpReference
): { readonly text: string; readonly pieces: readonly Piece[] } => {
  const pieces: Piece[] = [];
  let text = '';
  let at = 0;
  for (const [index, { reference, edits }] of mentions.entries()) {
    const own = edits(lookUp(reference));
    const start = Math.min(...own.map((edit) => edit.start));
    const end = Math.max(...own.map((edit) => edit.end));
    if (own.length === 0 || start < at) continue; // within a call to action
    const original = stored.slice(start, end);
    const read = applyEdits(
      original,
      own.map((edit) => ({ start: edit.start - start, end: edit.end - start, text: edit.text }))
    );
    text += stored.slice(at, start);
    pieces.push({ index, stored: original, read, start: text.length });
    text += read;
    at = end;
  }
  return { text: text + stored.slice(at), pieces };
};

/** How many characters before and after have to be as they were, from the surest to the loosest. */
const SURROUNDINGS = [
  [24, 24],
  [8, 8],
  [24, 0],
  [0, 24],
  [1, 1],
] as const;

/** Fewer characters around it do not tell words from the same words elsewhere. */
const MIN_AROUND_WORDS = 6;

/** More mentions than these of one text are not looked for: a text with as many is a list. */
const MAX_SOUGHT = 200;

/** What says enough by itself that it may stand in other surroundings: an address. */
const isAddress = (read: string): boolean => /^[^\s/]*\/\S*$/.test(read) && read.length > 4;

/** Where a piece stands in what was written; -1 if it is not recognised. */
const placeOf = (
  written: string,
  reading: string,
  { read, start }: Piece,
  [charactersBefore, charactersAfter]: (typeof SURROUNDINGS)[number],
  from: number
): number => {
  if (read === '') return -1;
  const before = reading.slice(Math.max(0, start - charactersBefore), start);
  const after = reading.slice(start + read.length, start + read.length + charactersAfter);
  if (before.length + after.length < MIN_AROUND_WORDS && !isAddress(read)) return -1;
  for (const begin of [Math.max(0, from - before.length), 0]) {
    const found = written.indexOf(before + read + after, begin);
    if (found >= 0) return found + before.length;
  }
  return -1;
};

/**
 * Gives a text its mentions back that was read with them brought up to date, changed or not, and written again. A mention is
 * recognised by what was read in its place together with the words around it, or by its address alone; what cannot be recognised
 * stays as it was written.
 *
 * @param stored the text as it is stored
 * @param written the text that is to be stored
 * @param mentions of the stored text
 * @param lookUps what materials offer now and may have offered when the text was read, the likeliest first
 */
export const restoreText = (
  stored: string,
  written: string,
  mentions: readonly TextMention[],
  lookUps: readonly LookUpReference[]
): string => {
  if (mentions.length === 0 || written === stored) return written;
  const readings = lookUps.map((lookUp) => readingOf(stored, mentions, lookUp));
  if (readings.some(({ text }) => text === written)) return stored;
  const restored = new Set<number>();
  const edits: Edit[] = [];
  for (const around of SURROUNDINGS) {
    for (const { text, pieces } of readings) {
      let from = 0;
      for (const piece of pieces.slice(0, MAX_SOUGHT)) {
        if (restored.has(piece.index)) continue;
        const start = placeOf(written, text, piece, around, from);
        const end = start + piece.read.length;
        if (start < 0 || edits.some((edit) => edit.start < end && start < edit.end)) continue;
        edits.push({ start, end, text: piece.stored });
        restored.add(piece.index);
        from = end;
      }
    }
  }
  return applyEdits(written, edits);
};
