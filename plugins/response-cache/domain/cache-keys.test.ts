import { createCacheKeys, EVERYTHING } from './cache-keys';
import { changedBy } from './dependency';

const keys = createCacheKeys('secret');

describe('the keys of an answer', () => {
  it('are those of what it is made of, and name neither tables nor rows', () => {
    const named = keys.keysOf(['materials.document_id=abc', 'topics'], 2048);
    expect(named).toEqual([EVERYTHING, keys.keyOf('materials.document_id=abc'), keys.keyOf('topics')]);
    expect(named.join(' ')).toMatch(/^[\w -]+$/);
    expect(named.join(' ')).not.toMatch(/materials|topics|abc/);
  });

  it('are the same on every server of a portal, and others elsewhere', () => {
    expect(createCacheKeys('secret').keyOf('topics')).toBe(keys.keyOf('topics'));
    expect(createCacheKeys('other').keyOf('topics')).not.toBe(keys.keyOf('topics'));
  });

  it('are those of whole tables where there are too many: a write to any row outdates them', () => {
    const many = Array.from({ length: 500 }, (_one, id) => `materials.id=${id}`);
    const named = keys.keysOf(many, 2048);
    expect(named).toHaveLength(2);
    const changed = changedBy([{ source: 'materials', keys: 'id=7' }]) ?? [];
    expect([...changed].map(keys.keyOf)).toContain(named[1]);
  });
});
