import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

import { createDumpReader, MalformedDump } from '../../../domain/source/dump-reader';
import { SourceProblem, type Source, type SourceRow } from './source';

const CHUNK = 1024 * 1024;
const MEBIBYTE = 1024 * 1024;

export interface DumpLimits {
  /** The most that a compressed dump may unpack to, in bytes. */
  readonly mostBytes: number;
  /** SQL shrinks to a fifth, at best to a thirtieth. What unpacks to more than this many times its size is no dump. */
  readonly mostExpansion: number;
}

const LIMITS: DumpLimits = { mostBytes: 64 * 1024 * MEBIBYTE, mostExpansion: 200 };
/** So much may be unpacked before the expansion is looked at. */
const FREE_BYTES = 16 * MEBIBYTE;

const isCompressed = async (file: string): Promise<boolean> => {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
};

const refuseBomb = (unpacked: number, packed: number, { mostBytes, mostExpansion }: DumpLimits): void => {
  if (unpacked > mostBytes) {
    throw new SourceProblem(
      `The compressed dump unpacks to more than ${Math.round(mostBytes / MEBIBYTE)} MB. Unpack it yourself if it is right.`
    );
  }
  if (unpacked > FREE_BYTES && unpacked > packed * mostExpansion) {
    throw new SourceProblem(
      `The compressed dump unpacks to more than ${mostExpansion} times its size: that is no SQL dump. Unpack it yourself if it is right.`
    );
  }
};

const piecesOf = async function* (file: string, limits: DumpLimits): AsyncGenerator<Buffer> {
  const input = createReadStream(file, { highWaterMark: CHUNK });
  if (!(await isCompressed(file))) {
    yield* input as AsyncIterable<Buffer>;
    return;
  }
  const unpacking = pipeline(input, createGunzip({ chunkSize: CHUNK }), () => {});
  let unpacked = 0;
  try {
    for await (const chunk of unpacking as AsyncIterable<Buffer>) {
      unpacked += chunk.length;
      refuseBomb(unpacked, input.bytesRead, limits);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof SourceProblem || error instanceof MalformedDump) throw error;
    throw new SourceProblem('The compressed dump cannot be unpacked: it is damaged or cut off.', { cause: error });
  }
};

/** A file that mysqldump or mariadb-dump wrote, also compressed by gzip. */
export const openDump = async (file: string, limits: DumpLimits = LIMITS): Promise<Source> => {
  const { size } = await stat(file);
  if (size === 0) throw new SourceProblem(`The dump ${file} is empty.`);
  return {
    description: `dump ${file}`,
    async *read(wants) {
      let rows: SourceRow[] = [];
      const reader = createDumpReader({
        wants,
        onRow: ({ line, ...row }) => rows.push({ ...row, place: `line ${line}` }),
      });
      try {
        for await (const piece of piecesOf(file, limits)) {
          reader.push(piece);
          if (rows.length > 0) {
            yield rows;
            rows = [];
          }
        }
        reader.end();
      } catch (error) {
        if (error instanceof MalformedDump) throw new SourceProblem(error.message, { cause: error });
        throw error;
      }
      if (rows.length > 0) yield rows;
    },
    close: async () => {},
  };
};
