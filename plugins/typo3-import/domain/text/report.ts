import type { Confidence, Finding, FindingKind, Place } from '../contract';
import type { FindingReason } from './reasons';

const SNIPPET_BEFORE = 30;
const SNIPPET_AFTER = 90;
const LONGEST_BEFORE = 500;

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const shortened = (text: string): string => (text.length > LONGEST_BEFORE ? `${text.slice(0, LONGEST_BEFORE)}…` : text);

interface Found {
  readonly kind: FindingKind;
  readonly reason: FindingReason;
  readonly offset: number;
  readonly before: string;
  readonly after?: string;
  readonly confidence?: Confidence;
  readonly details?: Readonly<Record<string, string>>;
}

/** Collects what is to be told about one text, with its place. */
export class Report {
  readonly #source: string;
  readonly #field: string;
  readonly #lineStarts: number[] = [0];
  readonly #findings: Finding[] = [];
  readonly #counted = new Map<FindingReason, { found: Found; count: number }>();

  constructor(source: string, field: string) {
    this.#source = source;
    this.#field = field;
    for (const { index, 0: end } of source.matchAll(/\r\n|\r|\n/g)) this.#lineStarts.push(index + end.length);
  }

  placeAt(offset: number): Place {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const snippet = oneLine(this.#source.slice(Math.max(0, offset - SNIPPET_BEFORE), offset + SNIPPET_AFTER));
    return { field: this.#field, line: low + 1, offset, snippet };
  }

  add({ kind, reason, offset, before, after = '', confidence = 'proven', details = {} }: Found): void {
    this.#findings.push({
      kind,
      reason,
      details,
      place: this.placeAt(offset),
      before: shortened(before),
      after: shortened(after),
      confidence,
    });
  }

  /** Where a sentence begins in the source, looked for behind an offset by its first word. */
  locate(sentence: string, from: number): number {
    const word = /[\p{L}\p{N}]+/u.exec(sentence)?.[0];
    const at = word === undefined ? -1 : this.#source.indexOf(word, from);
    return at < 0 ? from : at;
  }

  /** Adds what would fill the report if each were a line: told once, at its first place, with `count`. */
  count(found: Found): void {
    const counted = this.#counted.get(found.reason);
    if (counted) counted.count += 1;
    else this.#counted.set(found.reason, { found, count: 1 });
  }

  /** Everything, in the order of the text. */
  findings(): Finding[] {
    for (const { found, count } of this.#counted.values()) this.add({ ...found, details: { count: String(count) } });
    this.#counted.clear();
    return this.#findings.sort((one, other) => one.place.offset - other.place.offset);
  }
}
