import type { Problem } from '../problem';
import type { Inline } from './inline';

export interface ImportedUnit {
  readonly id: string;
  readonly line: number;
  readonly source: readonly Inline[];
  /** null where nothing is translated yet. */
  readonly target: readonly Inline[] | null;
  /** Whether the file says that somebody worked on it. */
  readonly isTouched: boolean;
  /** Whether it could not be read: the file's problems say why. */
  readonly isBroken: boolean;
}

export interface ImportedEntry {
  readonly type: string;
  readonly documentId: string;
  readonly title: string;
  readonly line: number;
  readonly stamps: Readonly<Record<string, string>>;
  readonly units: readonly ImportedUnit[];
}

/** What cannot be read, and where. */
export interface XliffProblem extends Problem {
  readonly line: number;
}

export interface ImportFile {
  readonly sourceLocale: string;
  readonly targetLocale: string;
  readonly entries: readonly ImportedEntry[];
  /** Parts of the file that could not be read. The rest is not touched by them. */
  readonly problems: readonly XliffProblem[];
}

export type XliffReading =
  { readonly ok: true; readonly file: ImportFile } | { readonly ok: false; readonly problem: XliffProblem };
