import { createRecentChanges } from './recent-changes';
import { anyRowOf } from './dependency';

const keyOf = (dependency: string): string => `key of ${dependency}`;
const [STOCK, NEWS] = [anyRowOf('stock'), anyRowOf('news')];

describe('what changed lately', () => {
  it('outdates what names its key, and is no matter for what began later', () => {
    const changes = createRecentChanges(keyOf);
    const before = changes.now();
    changes.add(new Set([STOCK]));
    expect(changes.isOutdated(before, new Set([keyOf(STOCK), 'another']))).toBe(true);
    expect(changes.isOutdated(before, new Set([keyOf(NEWS)]))).toBe(false);
    expect(changes.isOutdated(changes.now(), new Set([keyOf(STOCK)]))).toBe(false);
  });

  it('outdates everything where nobody knows what changed, and what names no keys', () => {
    const changes = createRecentChanges(keyOf);
    const before = changes.now();
    expect(changes.isOutdated(before, new Set())).toBe(false);
    changes.add(null);
    expect(changes.isOutdated(before, new Set([keyOf(NEWS)]))).toBe(true);
    const then = changes.now();
    changes.add(new Set([STOCK]));
    expect(changes.isOutdated(then, new Set())).toBe(true);
  });

  it('knows nothing of long ago, and says so', () => {
    const changes = createRecentChanges(keyOf);
    const before = changes.now();
    for (let count = 0; count < 1000; count += 1) changes.add(new Set([STOCK]));
    expect(changes.isOutdated(before, new Set([keyOf(NEWS)]))).toBe(true);
    expect(changes.isOutdated(changes.now() - 10, new Set([keyOf(NEWS)]))).toBe(false);
  });
});
