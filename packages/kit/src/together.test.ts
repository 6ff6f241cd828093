import { together } from './together';

const open = () => {
  let release = (): void => {};
  const opened = new Promise<void>((resolve) => (release = resolve));
  return { opened, release };
};

describe('doing together what is asked for at once', () => {
  it('does all that is asked for at the same moment in one turn, and gives each its own result', async () => {
    const turns: number[][] = [];
    const double = together<number, number>(
      (items) => {
        turns.push([...items]);
        return Promise.resolve(items.map((item) => item * 2));
      },
      { most: 10, turns: () => 1 }
    );
    expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6]);
    expect(turns).toEqual([[1, 2, 3]]);
  });

  it('keeps what is asked meanwhile for the next turn, and no turn takes too many', async () => {
    const turns: number[][] = [];
    const { opened, release } = open();
    const same = together<number, number>(
      async (items) => {
        turns.push([...items]);
        if (turns.length === 1) await opened;
        return items;
      },
      { most: 2, turns: () => 1 }
    );
    const first = same(0);
    while (turns.length === 0) await new Promise(setImmediate);
    const later = [1, 2, 3].map(same);
    release();
    expect(await Promise.all([first, ...later])).toEqual([0, 1, 2, 3]);
    expect(turns).toEqual([[0], [1, 2], [3]]);
  });

  it('tells all of a turn what went wrong, and goes on with the next one', async () => {
    let fails = true;
    const same = together<number, number>(
      (items) => (fails ? Promise.reject(new Error('gone')) : Promise.resolve(items)),
      { most: 10, turns: () => 1 }
    );
    const outcomes = await Promise.allSettled([same(1), same(2)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    fails = false;
    expect(await same(3)).toBe(3);
  });

  it('lets nobody wait for a result that comes later by itself', async () => {
    const { opened, release } = open();
    const work = together<string, string>(
      (items) => Promise.resolve(items.map((item) => (item === 'slow' ? opened.then(() => item) : item))),
      { most: 10, turns: () => 1 }
    );
    const slow = work('slow');
    expect(await work('quick')).toBe('quick');
    release();
    expect(await slow).toBe('slow');
  });
});
