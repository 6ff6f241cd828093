import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

import type { ProblemCode } from '../../../domain/problems';
import { createDumpReader, MalformedDump, type DumpUpdate } from '../../../domain/source/dump-reader';
import { SourceProblem, type Source, type SourceOptions, type SourceRow } from './source';

const CHUNK = 1024 * 1024;
const MEBIBYTE = 1024 * 1024;

export interface DumpLimits {
  /** The most that a compressed dump may unpack to, in bytes. */
  readonly maxBytes: number;
  /** SQL shrinks to a fifth, at best to a thirtieth. What unpacks to more than this many times its size is no dump. */
  readonly mostExpansion: number;
}

const LIMITS: DumpLimits = { maxBytes: 64 * 1024 * MEBIBYTE, mostExpansion: 200 };
/** So much may be unpacked before the expansion is looked at. */
const FREE_BYTES = 16 * MEBIBYTE;

/** What a file begins with that is something else than a dump, and what to do about it. */
const OTHER_KINDS: readonly (readonly [begins: string, problem: ProblemCode])[] = [
  ['504b0304', 'kind.zip'],
  ['425a68', 'kind.bzip2'],
  ['fd377a585a00', 'kind.xz'],
  ['28b52ffd', 'kind.zstd'],
  ['377abcaf271c', 'kind.7z'],
  ['52617221', 'kind.rar'],
  ['53514c69746520666f726d6174', 'kind.sqlite'],
  ['5047444d50', 'kind.postgres'],
  ['fffe', 'kind.utf16-powershell'],
  ['feff', 'kind.utf16'],
];

/** TYPO3's own export: a tree of records, as XML or serialised. */
const T3D = /^(?:\s*<\?xml[^>]*>)?\s*<T3RecordDocument|^[0-9a-f]{32}:[01]:\d/;

const HEAD = 512;
const TAR_SIGN_AT = 257;

const headOf = async (file: string): Promise<Buffer> => {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
};

const refuseOtherKinds = (file: string, head: Buffer, inside: ProblemCode | null = null): void => {
  const hex = head.toString('hex');
  const known = OTHER_KINDS.find(([begins]) => hex.startsWith(begins))?.[1];
  const text = head.toString('latin1');
  const isTar = text.slice(TAR_SIGN_AT).startsWith('ustar');
  const kind = known ?? (T3D.test(text) ? 'kind.t3d' : isTar ? 'kind.tar' : inside);
  if (kind) throw new SourceProblem('no-dump', { file: path.basename(file), kind });
};

const isGzip = (head: Buffer): boolean => head[0] === 0x1f && head[1] === 0x8b;

const refuseBomb = (unpacked: number, packed: number, { maxBytes, mostExpansion }: DumpLimits): void => {
  if (unpacked > maxBytes) {
    throw new SourceProblem('dump-too-large', { megabytes: String(Math.round(maxBytes / MEBIBYTE)) });
  }
  if (unpacked > FREE_BYTES && unpacked > packed * mostExpansion) {
    throw new SourceProblem('dump-bomb', { times: String(mostExpansion) });
  }
};

const piecesOf = async function* (file: string, limits: DumpLimits): AsyncGenerator<Buffer> {
  const input = createReadStream(file, { highWaterMark: CHUNK });
  if (!isGzip(await headOf(file))) {
    yield* input as AsyncIterable<Buffer>;
    return;
  }
  const unpacking = pipeline(input, createGunzip({ chunkSize: CHUNK }), () => {});
  let unpacked = 0;
  try {
    for await (const chunk of unpacking as AsyncIterable<Buffer>) {
      // A .tar.gz, or what was compressed twice.
      if (unpacked === 0) refuseOtherKinds(file, chunk.subarray(0, HEAD), isGzip(chunk) ? 'kind.gzip' : null);
      unpacked += chunk.length;
      refuseBomb(unpacked, input.bytesRead, limits);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof SourceProblem || error instanceof MalformedDump) throw error;
    throw new SourceProblem('dump-damaged', {}, { cause: error });
  }
};

/** Says of a dump that names its end whether the end is there. */
const createEndWatch = () => {
  let head = '';
  let tail = '';
  return {
    see(piece: Buffer): void {
      if (head.length < HEAD) head += piece.subarray(0, HEAD).toString('latin1');
      tail = (tail + piece.subarray(-HEAD).toString('latin1')).slice(-HEAD);
    },
    /** mysqldump writes “Dump completed” last, unless it was told to write no comments. */
    isCutOff: (): boolean =>
      /^[\s\S]{0,200}-- (?:MySQL|MariaDB) dump/.test(head) && !tail.includes('-- Dump completed'),
  };
};

/** Rows of one database; where a dump holds rows of several, it has to be said which. */
const createDatabaseChoice = (wanted: string | undefined) => {
  const seen = new Set<string>();
  return (database: string): boolean => {
    if (wanted !== undefined) return database === '' || database === wanted;
    seen.add(database);
    return seen.size === 1;
  };
};

/** A file that mysqldump or mariadb-dump wrote, also compressed by gzip. */
export const openDump = async (
  file: string,
  { database }: SourceOptions = {},
  limits: DumpLimits = LIMITS
): Promise<Source> => {
  const { size } = await stat(file);
  if (size === 0) throw new SourceProblem('empty-dump', { file });
  refuseOtherKinds(file, await headOf(file));
  let isCutOff = false;
  const updates: DumpUpdate[] = [];
  return {
    description: `dump ${file}`,
    notes: () => (isCutOff ? ['dump-not-completed'] : []),
    updates: () => updates,
    async *read(wants) {
      let rows: SourceRow[] = [];
      const isMeant = createDatabaseChoice(database);
      const databases = new Set<string>();
      const end = createEndWatch();
      const reader = createDumpReader({
        wants,
        onUpdate: (update) => updates.push(update),
        onRow: ({ line, database: of, ...row }) => {
          databases.add(of);
          if (isMeant(of)) rows.push({ ...row, place: `line ${line}` });
        },
      });
      try {
        for await (const piece of piecesOf(file, limits)) {
          end.see(piece);
          reader.push(piece);
          if (rows.length > 0) {
            yield rows;
            rows = [];
          }
        }
        reader.end();
      } catch (error) {
        if (error instanceof MalformedDump)
          throw new SourceProblem('dump-line', { words: error.words }, { cause: error });
        throw error;
      }
      const names = [...databases].map((name) => name || '(none)');
      if (database === undefined && names.length > 1) {
        throw new SourceProblem('several-databases', {
          names: names.join(', '),
          first: names.find((name) => name !== '(none)') ?? '',
        });
      }
      if (database !== undefined && !databases.has(database) && !databases.has(''))
        throw new SourceProblem('no-such-database', { name: database, names: names.join(', ') || '–' });
      isCutOff = end.isCutOff();
      if (rows.length > 0) yield rows;
    },
    close: async () => {},
  };
};
