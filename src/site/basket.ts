/** A material in the order basket. */
export interface Line {
  /** documentId */
  readonly material: string;
  /** The edition's language. */
  readonly locale: string;
  readonly quantity: number;
}

/** The cookie that holds the basket: what was chosen, and nothing about whoever chose it. */
export const BASKET_COOKIE = 'basket';

/** In ms: a month. */
export const BASKET_KEPT_FOR = 30 * 24 * 3600 * 1000;

/** As many as an order may have. */
const MAX_LINES = 50;
export const MAX_COPIES = 100_000;

const LINE = /^([A-Za-z0-9_-]{1,64}):([A-Za-z0-9-]{2,20}):(\d{1,6})$/;

/** One name for a line. A dot would not do: whoever reads forms takes it for a part of a part. */
export const nameOf = ({ material, locale }: Omit<Line, 'quantity'>): string => `${material}:${locale}`;

/** The lines in a cookie's text. What is none is left out: readers can change their cookies. */
export const linesIn = (text: string | undefined): Line[] => {
  const lines = new Map<string, Line>();
  for (const part of (text ?? '').split('~').slice(0, MAX_LINES)) {
    const [, material, locale, quantity] = LINE.exec(part) ?? [];
    if (!material || !locale) continue;
    const line = { material, locale, quantity: Math.min(Math.max(Number(quantity), 1), MAX_COPIES) };
    lines.set(nameOf(line), line);
  }
  return [...lines.values()];
};

/** A number that was typed may be none. @returns null for an empty basket */
export const textOf = (lines: readonly Line[]): string | null =>
  lines.length === 0
    ? null
    : lines.map((line) => `${nameOf(line)}:${Number.isInteger(line.quantity) ? line.quantity : 1}`).join('~');

/** Puts a material in; one that is there already stays as it is. */
export const withLine = (lines: readonly Line[], line: Line): readonly Line[] =>
  lines.some((known) => nameOf(known) === nameOf(line)) || lines.length >= MAX_LINES ? lines : [...lines, line];

export const without = (lines: readonly Line[], names: ReadonlySet<string>): Line[] =>
  lines.filter((line) => !names.has(nameOf(line)));
