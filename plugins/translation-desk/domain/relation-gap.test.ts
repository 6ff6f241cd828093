import { relationGap } from './relation-gap';

describe('what a translation is not connected with', () => {
  it.each([
    ['nothing, where both have the same in any order', ['a', 'b'], ['b', 'a'], ['a', 'b'], [], []],
    ['what can be taken over and what cannot', ['c', 'a', 'b'], ['a'], ['b', 'a'], ['b'], ['c']],
    ['nothing that only the translation has', [], ['a'], ['a'], [], []],
    ['each only once', ['a', 'a'], [], ['a'], ['a'], []],
  ])('is %s', (_name, source, own, there, missing, absent) => {
    expect(relationGap(source, own, new Set(there))).toEqual({ missing, absent });
  });
});
