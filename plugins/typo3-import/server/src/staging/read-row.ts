import type { OldRow } from '../../../domain/record';
import { decodeText, type CharsetMend } from '../../../domain/source/charset';
import { withoutInlineImages } from '../../../domain/source/inline-image';
import type { SourceRow } from '../sources/source';
import type { RowNote } from './staging';

/** Values of more bytes are no text of an article. */
const LONGEST_VALUE = 4 * 1024 * 1024;

interface Mended {
  readonly column: string;
  readonly mend: CharsetMend;
  readonly example: string;
}

/** A value of a size that a text has: without images that stand in it, or none. Nothing longer meets a pattern. */
const ofTextSize = (bytes: Buffer | null, notes: Set<RowNote>): Buffer | null => {
  if (bytes === null || bytes.length <= LONGEST_VALUE) return bytes;
  const short = Buffer.from(withoutInlineImages(bytes.toString('latin1')), 'latin1');
  const isText = short.length <= LONGEST_VALUE;
  notes.add(isText ? 'inline-image' : 'too-long');
  return isText ? short : null;
};

/** A row of a source as text, charsets mended. What was encoded twice is mended in all of a row, or in none of it. */
export const readRow = (source: SourceRow): { row: OldRow; mends: readonly Mended[]; notes: readonly RowNote[] } => {
  const notes = new Set<RowNote>();
  const { columns } = source;
  const values = source.values.map((bytes) => ofTextSize(bytes, notes));
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
    row[column] = text.includes('\0') ? text.replaceAll('\0', '') : text;
    if (mend !== null) mends.push({ column, mend, example: text.slice(0, 200).replaceAll(/\s+/g, ' ').slice(0, 60) });
  });
  return { row, mends, notes: [...notes] };
};
