import fc from 'fast-check';

import { AVAILABILITIES, isAvailability } from './availability';
import { unknownStatesIn } from './state-filter';

describe('a filter on a state', () => {
  it('may name every state, alone, in lists and negated', () => {
    for (const state of AVAILABILITIES) {
      const filters = [
        state,
        { $eq: state },
        { $in: [state] },
        { $not: { $eq: state } },
        { $eqi: state.toUpperCase() },
      ];
      expect(filters.flatMap(unknownStatesIn)).toEqual([]);
    }
  });

  it('may ask for parts of words, and for materials without a state', () => {
    expect(
      [{ $contains: 'print' }, { $startsWith: 'out' }, { $null: true }, { $eq: null }].flatMap(unknownStatesIn)
    ).toEqual([]);
  });

  it('is caught with every word that is no state', () => {
    fc.assert(
      fc.property(
        fc.string().filter((word) => !isAvailability(word)),
        fc.constantFrom('$eq', '$ne', '$in', '$notIn'),
        (word, operator) => {
          const value = operator.endsWith('n') || operator === '$notIn' ? ['in-stock', word] : word;
          expect(unknownStatesIn({ [operator]: value })).toEqual([word]);
          expect(unknownStatesIn({ $not: { [operator]: value } })).toEqual([word]);
        }
      )
    );
  });
});
