import { isOrderState, nextStates, ORDER_STATES, statesBefore } from './order-state';

describe('the states of an order', () => {
  it.each([
    ['received', ['passed-on', 'sent', 'cancelled']],
    ['passed-on', ['sent', 'cancelled']],
    ['sent', []],
    ['cancelled', []],
  ] as const)('%s leads to %j', (state, next) => {
    expect(nextStates(state)).toEqual(next);
  });

  it('never lead back to where an order was: copies are given back once', () => {
    const reachable = (from: (typeof ORDER_STATES)[number]): string[] =>
      nextStates(from).flatMap((next) => [next, ...reachable(next)]);
    for (const state of ORDER_STATES) expect(reachable(state)).not.toContain(state);
  });

  it('know where each state is reached from', () => {
    expect(statesBefore('cancelled')).toEqual(['received', 'passed-on']);
    expect(statesBefore('received')).toEqual([]);
    expect(isOrderState('toString')).toBe(false);
  });
});
