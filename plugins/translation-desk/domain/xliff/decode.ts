import type { Problem } from '../problem';

type Decoding = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: Problem };

/** The XML declaration stands within so many bytes. */
const DECLARATION_BYTES = 256;

/** The encoding that a file says it has: by its byte order mark, else by its XML declaration, else UTF-8, as XML has it. */
const encodingOf = (bytes: Uint8Array): string => {
  const [one, two] = bytes;
  if (one === 0xfe && two === 0xff) return 'utf-16be';
  if (one === 0xff && two === 0xfe) return 'utf-16le';
  if (one === 0xef && two === 0xbb) return 'utf-8';
  if (one === 0 && two === 0x3c) return 'utf-16be';
  if (one === 0x3c && two === 0) return 'utf-16le';
  const beginning = String.fromCharCode(...bytes.subarray(0, DECLARATION_BYTES));
  return /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(beginning)?.[1] ?? 'utf-8';
};

/** The text of an XML file, in whatever encoding it says it has. */
export const decodeXml = (bytes: Uint8Array): Decoding => {
  const encoding = encodingOf(bytes);
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(encoding, { fatal: true });
  } catch {
    return { ok: false, problem: { key: 'unknown-encoding', values: { encoding } } };
  }
  try {
    return { ok: true, text: decoder.decode(bytes) };
  } catch {
    return { ok: false, problem: { key: 'not-in-encoding', values: { encoding } } };
  }
};
