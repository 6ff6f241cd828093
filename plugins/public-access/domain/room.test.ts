import { createRoom } from './room';

const settled = async (come: Promise<void> | undefined): Promise<boolean> =>
  Promise.race([(come ?? Promise.reject(new Error('no place'))).then(() => true), new Promise<boolean>((resolve) => setImmediate(resolve, false))]); // prettier-ignore

describe('room for what is dear', () => {
  it('lets in as much as there is room for, and the others in their order', async () => {
    const room = createRoom({ space: 1, waiting: 10 });
    const [a, b, c, d] = [0.6, 0.3, 0.6, 0.1].map((weight) => room.ask(weight));
    expect([await settled(a?.come), await settled(b?.come)]).toEqual([true, true]);
    // Though there is room for the last one, it does not go before the one that waits longer.
    expect([await settled(c?.come), await settled(d?.come)]).toEqual([false, false]);
    a?.leave();
    expect([await settled(c?.come), await settled(d?.come)]).toEqual([true, true]);
    for (const turn of [b, c, d]) turn?.leave();
    expect(room.state().inside).toBeCloseTo(0);
  });

  it('lets who is heavier than the room in alone', async () => {
    const room = createRoom({ space: 1, waiting: 10 });
    const light = room.ask(0.2);
    const heavy = room.ask(7);
    expect(await settled(heavy?.come)).toBe(false);
    light?.leave();
    expect(await settled(heavy?.come)).toBe(true);
  });

  it('lets those behind somebody who goes away come, and counts nobody twice', async () => {
    const room = createRoom({ space: 1, waiting: 10 });
    const [inside, gone, next] = [1, 1, 0.5].map((weight) => room.ask(weight));
    gone?.leave();
    gone?.leave();
    inside?.leave();
    inside?.leave();
    expect(await settled(next?.come)).toBe(true);
    next?.leave();
    expect(room.state()).toEqual({ inside: 0, waiting: 0 });
  });

  it('has no place where too many wait', () => {
    const room = createRoom({ space: 1, waiting: 1 });
    expect([1, 1, 1].map((weight) => room.ask(weight) === null)).toEqual([false, false, true]);
  });
});
