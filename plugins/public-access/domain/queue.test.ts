import { createQueue } from './queue';

const stateOf = async (come: Promise<void>): Promise<string> =>
  Promise.race([come.then(() => 'works'), new Promise<string>((resolve) => setImmediate(resolve, 'waits'))]);

describe('a queue', () => {
  it('works on so many of one client at once, and lets the others wait their turn', async () => {
    const queue = createQueue({ atOnce: 2, waiting: 2 });
    const turns = [1, 2, 3, 4].map(() => queue.join('a'));
    expect(queue.join('a')).toBeNull();
    expect(await Promise.all(turns.map((turn) => stateOf(turn?.come ?? Promise.reject())))).toEqual([
      'works',
      'works',
      'waits',
      'waits',
    ]);
    expect(await stateOf(queue.join('b')?.come ?? Promise.reject())).toBe('works');
    turns[1]?.leave();
    turns[1]?.leave();
    expect(await stateOf(turns[2]?.come ?? Promise.reject())).toBe('works');
    expect(await stateOf(turns[3]?.come ?? Promise.reject())).toBe('waits');
  });

  it('passes over who has gone, and forgets who has nothing to do', async () => {
    const queue = createQueue({ atOnce: 1, waiting: 5 });
    const [first, gone, last] = [1, 2, 3].map(() => queue.join('a'));
    gone?.leave();
    first?.leave();
    expect(await stateOf(last?.come ?? Promise.reject())).toBe('works');
    last?.leave();
    expect(queue.size()).toBe(0);
  });
});
