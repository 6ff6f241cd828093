import { isAscii, isUtf8 } from 'node:buffer';

import iconv from 'iconv-lite';

/**
 * What was wrong with a value, and mended. `broken`: some of its bytes could not be read and became “�”. `half-encoded`: it was encoded
 * twice and lost bytes, and is left as it is stored.
 */
export type CharsetMend = 'latin1' | 'double-encoded' | 'half-encoded' | 'broken';

export interface DecodedText {
  readonly text: string;
  readonly mend: CharsetMend | null;
}

/**
 * MySQL's "latin1" is Windows-1252 whose five empty places are the control characters of the same number; what went through it
 * can be taken back byte by byte.
 */
const byteOf = new Map<string, number>(
  Array.from({ length: 128 }, (_, index) => index + 128).flatMap((byte): [string, number][] => [
    [String.fromCharCode(byte), byte],
    [iconv.decode(Buffer.from([byte]), 'win1252'), byte],
  ])
);
byteOf.delete('\uFFFD');

const fromLatin1 = (bytes: Uint8Array): string => iconv.decode(Buffer.from(bytes), 'win1252');

/** What UTF-8 read as Windows-1252 looks like, and hardly anything else: `Ã¼`, `Â `, `â€œ`, `â‚¬`. */
const DOUBLE =
  /Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Â[\u00a0-\u00bf]|â€|â‚¬|â„¢|[ÄÅ][\u00a1-\u00bfŒœŠšŽžŸ]|[Â-ô][\u0080-\u009f]/;
const NOT_ASCII = /[\u0080-\uffff]+/g;
/** The first character of an encoded letter that stands in front of nothing: what followed was lost on the way. */
const BEREFT = /[ÂÃÄÅÆÇÈÌÍÎÏÐÑØÙÚ]/;

/** A run of characters as the bytes that they were read from, if these are UTF-8. */
const unfolded = (run: string): string | null => {
  const bytes = Buffer.alloc(run.length);
  for (let index = 0; index < run.length; index += 1) {
    const byte = byteOf.get(run.charAt(index));
    if (byte === undefined) return null;
    bytes[index] = byte;
  }
  return isUtf8(bytes) ? bytes.toString('utf8') : null;
};

/**
 * Was this encoded twice, in whatever script? Either it looks as German or French text does then, or all that is not ASCII in it is UTF-8
 * again, and more than one letter of it: that is no accident.
 */
const isDouble = (text: string): boolean => {
  if (DOUBLE.test(text)) return true;
  const runs = text.match(NOT_ASCII) ?? [];
  const letters = runs.map(unfolded);
  if (letters.length === 0 || letters.includes(null)) return false;
  const whole = letters.join('');
  return [...whole].length > 1 || /[\u{10000}-\u{10ffff}]/u.test(whole);
};

/** How many bytes a letter has whose first byte is this; 0 for what begins none. */
const lengthOf = (lead: number): number =>
  lead >= 0xf0 && lead <= 0xf4 ? 4 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xc2 && lead < 0xe0 ? 2 : 0;

/** Is a run UTF-8 that was encoded twice, but for bytes that were lost and are “�” now? */
const isGapped = (run: string): boolean => {
  if (!run.includes('\uFFFD')) return false;
  for (let index = 0; index < run.length;) {
    const length = lengthOf(byteOf.get(run.charAt(index)) ?? 0);
    if (length === 0 || index + length > run.length) return false;
    for (const letter of run.slice(index + 1, index + length)) {
      const byte = byteOf.get(letter);
      if (letter !== '\uFFFD' && (byte === undefined || byte < 0x80 || byte > 0xbf)) return false;
    }
    index += length;
  }
  return true;
};

/** Text of another script that was encoded twice and lost bytes: some of its runs can be read, some cannot. */
const isHalfDouble = (text: string): boolean =>
  (text.match(NOT_ASCII) ?? []).some(
    (run) => isGapped(run) || (run.length > 3 && /^[ÃÄÅÐÑØÙ]/.test(run) && unfolded(run) === null)
  );

/** Twice is as often as a table was seen to be re-encoded. */
const MAX_LAYERS = 2;

/** Can some of it be read as if it had been encoded twice? */
const hasDouble = (text: string): boolean => (text.match(NOT_ASCII) ?? []).some((run) => unfolded(run) !== null);

/** null: it was encoded twice, and cannot be mended as a whole. @param isSuspect others of its row were encoded twice */
const mendDouble = (text: string, isSuspect: boolean): string | null => {
  let mended = text;
  for (
    let layer = 0;
    layer < MAX_LAYERS && (isDouble(mended) || (isSuspect && layer === 0 && hasDouble(mended)));
    layer += 1
  ) {
    let isWhole = true;
    mended = mended.replace(NOT_ASCII, (run) => {
      const letters = unfolded(run);
      if (letters === null && (BEREFT.test(run) || isGapped(run))) isWhole = false;
      return letters ?? run;
    });
    if (!isWhole) return null;
  }
  return mended === text && isHalfDouble(text) ? null : mended;
};

/** Characters of UTF-8 that take several bytes, without the broken ones. */
const wholeCharacters = (text: string): number => text.match(/[\u0080-\ufffc\ufffe\uffff]/g)?.length ?? 0;
const brokenCharacters = (text: string): number => text.match(/\ufffd/g)?.length ?? 0;

/**
 * The text of stored bytes. What a table was declared as is no help: tables are called UTF-8 and hold Windows-1252, or hold UTF-8
 * that was encoded twice. The bytes tell.
 *
 * @param isSuspect others of its row were encoded twice, so that less is enough to take it for that
 */
export const decodeText = (bytes: Buffer, isSuspect = false): DecodedText => {
  if (isAscii(bytes)) return { text: bytes.toString('latin1'), mend: null };
  const text = bytes.toString('utf8');
  if (isUtf8(bytes)) {
    const mended = mendDouble(text, isSuspect);
    if (mended === null) return { text, mend: 'half-encoded' };
    return mended === text ? { text, mend: null } : { text: mended, mend: 'double-encoded' };
  }
  // A text in UTF-8 that was cut off or damaged in one place is not Latin-1.
  if (wholeCharacters(text) > brokenCharacters(text)) return { text, mend: 'broken' };
  return { text: fromLatin1(bytes), mend: 'latin1' };
};
