/**
 * A value level by level: itself, then what is in it, then what is in that. No depth is too much for it, as one level is left before the next
 * is looked for; whoever has seen enough stops.
 */
export function* levelsOf(value: unknown): Generator<readonly unknown[]> {
  let level = [value];
  while (level.length > 0) {
    yield level;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
}
