/** A text that is rewritten piece by piece, and still knows where each piece came from. */
export class Rewriting {
  #text = '';
  /** Pairs of starts, in the new text and in the old one, ascending. */
  readonly #starts: [now: number, before: number][] = [];

  /** Takes over a piece of the old text as it is. */
  keep(piece: string, offset: number): void {
    this.#starts.push([this.#text.length, offset]);
    this.#text += piece;
  }

  get text(): string {
    return this.#text;
  }

  /** The offset in the old text of an offset in the new one. */
  originalOffset(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle]?.[0] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const [now, before] = this.#starts[low] ?? [0, 0];
    return before + Math.max(0, offset - now);
  }
}
