import type { FindingReason } from '../text/reasons';

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Something that was told about a stretch of the file. */
export interface Told extends Stretch {
  readonly reason: FindingReason;
  readonly after: string;
}

/** A file, taken apart: what stands in fields of its own, and the text. */
export interface ArticleParts {
  readonly kicker: string | null;
  readonly title: string;
  readonly lead: string | null;
  readonly date: string | null;
  readonly caption: string | null;
  /** The text, all else blanked: as long as the file. */
  readonly content: string;
  /** Where paragraphs of the text are subheadings. */
  readonly subheadings: readonly Stretch[];
  readonly told: readonly Told[];
}
