import type { OldRow } from '../../../domain/record';
import { decodeText, type CharsetMend } from '../../../domain/source/charset';
import type { SourceRow } from '../sources/source';
import type { RowNote } from './staging';

/** Values longer than this are no text of an article. */
const LONGEST_VALUE = 4 * 1024 * 1024;

/** An image that stands in the text itself, as letters: nothing that a text can hold, and most of it where it is there. */
const INLINE_IMAGE = /data:[a-z0-9.+-]+\/[a-z0-9.+-]+;base64,[A-Za-z0-9+/=\s]{1000,}/gi;

interface Mended {
  readonly column: string;
  readonly mend: CharsetMend;
  readonly example: string;
}

/** The text of a value without images that stand in it. */
const withoutImages = (text: string, notes: Set<RowNote>): string | null => {
  if (text.length <= LONGEST_VALUE) return text;
  const short = text.replaceAll(INLINE_IMAGE, '');
  if (short.length > LONGEST_VALUE) {
    notes.add('too-long');
    return null;
  }
  notes.add('inline-image');
  return short;
};

/** A row of a source as text, charsets mended. What was encoded twice is mended in all of a row, or in none of it. */
export const readRow = ({
  columns,
  values,
}: SourceRow): { row: OldRow; mends: readonly Mended[]; notes: readonly RowNote[] } => {
  const notes = new Set<RowNote>();
  const first = values.map((bytes) => (bytes === null ? null : decodeText(bytes)));
  const isSuspect = first.some((value) => value?.mend === 'double-encoded');
  const decoded = isSuspect ? values.map((bytes) => (bytes === null ? null : decodeText(bytes, true))) : first;
  const isHalf = decoded.some((value) => value?.mend === 'half-encoded');
  if (isHalf) notes.add('half-encoded');
  const mends: Mended[] = [];
  const row: Record<string, string | null> = {};
  columns.forEach((column, index) => {
    const value = decoded[index] ?? null;
    if (value === null) {
      row[column] = null;
      return;
    }
    const isLeft = isHalf && value.mend === 'double-encoded';
    const text = isLeft ? (values[index]?.toString('utf8') ?? '') : value.text;
    const mend = isLeft ? 'half-encoded' : value.mend;
    row[column] = withoutImages(text.includes('\0') ? text.replaceAll('\0', '') : text, notes);
    if (mend !== null) mends.push({ column, mend, example: text.slice(0, 200).replaceAll(/\s+/g, ' ').slice(0, 60) });
  });
  return { row, mends, notes: [...notes] };
};
