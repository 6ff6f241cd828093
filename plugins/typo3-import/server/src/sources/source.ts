import type { DumpUpdate } from '../../../domain/source/dump-reader';
import { Problem } from '../../../domain/problems';

/** One row as a source has it: bytes, so that one place decides about charsets. */
export interface SourceRow {
  readonly table: string;
  readonly columns: readonly string[];
  readonly values: readonly (Buffer | null)[];
  /** Where it is, for people: `line 12`. */
  readonly place: string;
  /** What becomes of a row that is there already: it is replaced, or stays. Only dumps say. */
  readonly again?: 'insert' | 'replace' | 'ignore';
  /** Numbers the statement that it stands in. */
  readonly statement?: number;
}

/** What a source says of itself, once it was read. */
export type SourceNote = 'dump-not-completed';

/** The old portal's tables, wherever they are kept. */
export interface Source {
  /** What it is, for people, without passwords. */
  readonly description: string;
  /**
   * Every row of the tables that are asked for, in whatever order the source has them, in batches. Never more than one batch is held.
   *
   * @throws {SourceProblem} if the source cannot be read
   */
  read(wants: (table: string) => boolean): AsyncIterable<readonly SourceRow[]>;
  /** Statements that update rows which are there already; known when all was read. */
  updates?(): readonly DumpUpdate[];
  /** What people should know of it; known when all was read. */
  notes?(): readonly SourceNote[];
  close(): Promise<void>;
}

/** A source that cannot be read: `message` says why and what to do. */
export class SourceProblem extends Problem {
  override readonly name = 'SourceProblem';
}

/** What can be told of a source besides where it is. */
export interface SourceOptions {
  /** Which database is meant, where a dump holds several. */
  readonly database?: string | undefined;
}
