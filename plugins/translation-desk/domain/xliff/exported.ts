import type { Inline } from './inline';

/** The versions that are written. 1.2 is what most translation tools read, though 2.0 has been the standard since 2014. */
export const XLIFF_VERSIONS = ['1.2', '2.0'] as const;

export type XliffVersion = (typeof XLIFF_VERSIONS)[number];

export const isXliffVersion = (value: unknown): value is XliffVersion => XLIFF_VERSIONS.includes(value as XliffVersion);

export interface ExportedUnit {
  readonly id: string;
  readonly label: string;
  readonly source: readonly Inline[];
  /** The translation that there is already. */
  readonly target: readonly Inline[] | null;
  /** Whether it is right as it stands; else it is a proposal, made from an older text. */
  readonly isFinal: boolean;
  /** The most characters that the translation may have. */
  readonly longest?: number;
}

/** An entry of a file for translators: one `file` of the XLIFF document. */
export interface ExportedEntry {
  readonly type: string;
  readonly documentId: string;
  readonly title: string;
  /** The address of its page. */
  readonly page: string | null;
  /** The translation as it is now, field by field, as a short name each. Comes back with the file, and tells if somebody wrote meanwhile. */
  readonly stamps: Readonly<Record<string, string>>;
  readonly units: readonly ExportedUnit[];
}

export interface ExportFile {
  readonly sourceLocale: string;
  readonly targetLocale: string;
  /** What the translators should know; empty for nothing. */
  readonly note: string;
  readonly entries: readonly ExportedEntry[];
}
