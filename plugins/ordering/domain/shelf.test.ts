import fc from 'fast-check';

import { afterChange, onHandOf, type Shelf } from './shelf';

const shelf = (data: Partial<Shelf> = {}): Shelf => ({ available: 10, committed: 5, short: 0, ...data });

describe('the copies on the shelf', () => {
  it('are those that can be promised and those that are', () => {
    expect(onHandOf(shelf())).toBe(15);
    expect(onHandOf(shelf({ available: null }))).toBeNull();
  });

  it('are counted with what is promised: that stays promised', () => {
    expect(afterChange(shelf(), { count: 57 })).toEqual({ available: 52, short: 0 });
  });

  it('were counted, and some left or came since', () => {
    expect(afterChange(shelf(), { count: 57 }, -2)).toEqual({ available: 50, short: 0 });
  });

  it('are fewer than were promised: what comes fills those first', () => {
    const counted = afterChange(shelf(), { count: 3 });
    expect(counted).toEqual({ available: 0, short: 2 });
    expect(afterChange(shelf({ available: 0, short: 2 }), { delta: 10 })).toEqual({ available: 8, short: 0 });
  });

  it('miss no more than is promised: what left or was cancelled is missed no more', () => {
    expect(onHandOf(shelf({ available: 0, committed: 1, short: 2 }))).toBe(0);
  });

  it('never go below none, and are not added to where nobody counts', () => {
    expect(afterChange(shelf(), { delta: -11 })).toBeNull();
    expect(afterChange(shelf({ available: null }), { delta: 5 })).toBeNull();
  });

  it('promise no copy that a count did not find', () => {
    const copies = fc.nat(1000);
    fc.assert(
      fc.property(copies, copies, copies, copies, (available, committed, short, count) => {
        const next = afterChange({ available, committed, short }, { count });
        const promised = (next?.available ?? 0) + committed;
        expect(promised).toBeLessThanOrEqual(Math.max(count, committed));
        expect(onHandOf({ committed, available: next?.available ?? null, short: next?.short ?? 0 })).toBe(count);
      })
    );
  });
});
