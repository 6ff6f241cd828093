/** Counts by key, in the order of their first occurrence, each with its first example. */
export class Tally<Key> {
  private readonly counts = new Map<string, { key: Key; count: number; example: string }>();

  add(key: Key, example = ''): void {
    const name = JSON.stringify(key);
    const known = this.counts.get(name);
    if (known) known.count += 1;
    else this.counts.set(name, { key, count: 1, example });
  }

  all(): { key: Key; count: number; example: string }[] {
    return [...this.counts.values()];
  }
}
