import { isAscii, isUtf8 } from 'node:buffer';

import iconv from 'iconv-lite';

/** What was wrong with a value, and mended. `broken`: some of its bytes could not be read and became “�”. */
export type CharsetMend = 'latin1' | 'double-encoded' | 'broken';

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
const DOUBLE = /Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Â[\u00a0-\u00bf]|â€|â‚¬|â„¢/;
const NOT_ASCII = /[\u0080-\uffff]+/g;

const mendRun = (run: string): string => {
  const bytes = Buffer.alloc(run.length);
  for (let index = 0; index < run.length; index += 1) {
    const byte = byteOf.get(run.charAt(index));
    if (byte === undefined) return run;
    bytes[index] = byte;
  }
  return isUtf8(bytes) ? bytes.toString('utf8') : run;
};

/** Twice is as often as a table was seen to be re-encoded. */
const MOST_LAYERS = 2;

const mendDouble = (text: string): string => {
  let mended = text;
  for (let layer = 0; layer < MOST_LAYERS && DOUBLE.test(mended); layer += 1) {
    mended = mended.replace(NOT_ASCII, mendRun);
  }
  return mended;
};

/** Characters of UTF-8 that take several bytes, without the broken ones. */
const wholeCharacters = (text: string): number => text.match(/[\u0080-\ufffc\ufffe\uffff]/g)?.length ?? 0;
const brokenCharacters = (text: string): number => text.match(/\ufffd/g)?.length ?? 0;

/**
 * The text of stored bytes. What a table was declared as is no help: tables are called UTF-8 and hold Windows-1252, or hold UTF-8
 * that was encoded twice. The bytes tell.
 */
export const decodeText = (bytes: Buffer): DecodedText => {
  if (isAscii(bytes)) return { text: bytes.toString('latin1'), mend: null };
  const text = bytes.toString('utf8');
  if (isUtf8(bytes)) {
    const mended = mendDouble(text);
    return mended === text ? { text, mend: null } : { text: mended, mend: 'double-encoded' };
  }
  // A text in UTF-8 that was cut off or damaged in one place is not Latin-1.
  if (wholeCharacters(text) > brokenCharacters(text)) return { text, mend: 'broken' };
  return { text: fromLatin1(bytes), mend: 'latin1' };
};
