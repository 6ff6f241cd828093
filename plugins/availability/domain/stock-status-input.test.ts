import { wordsOfProblem } from './refusal';
import { findInputProblems } from './stock-status-input';

const valid = {
  material: 'abc123',
  edition: null,
  orderNumber: 'A-1',
  availability: 'in-stock',
  quantity: 3,
  expectedOn: '2027-03-01',
};
const fieldsOf = (data: object, kind: 'new' | 'change' = 'new') =>
  findInputProblems({ ...data }, kind).map(({ path }) => path.join('.'));

describe('what is sent about stock', () => {
  it('is accepted where it is right', () => expect(findInputProblems(valid, 'new')).toEqual([]));
  it('needs a material and an availability when it is new, and neither when it changes', () => {
    expect(fieldsOf({})).toEqual(['material', 'availability']);
    expect(fieldsOf({ quantity: 0 }, 'change')).toEqual([]);
  });
  it.each([
    ['quantity', -1],
    ['quantity', 1.5],
    ['quantity', '3'],
    ['quantity', 1e12],
    ['quantity', Number.NaN],
    ['lowStockAt', -1],
    ['availability', 'sold-out'],
    ['availability', null],
    ['whenSoldOut', 'in-stock'],
    ['expectedOn', '2027-02-30'],
    ['expectedOn', '1.3.2027'],
    ['material', 'no spaces'],
    ['material', { id: 1 }],
    ['successor', 'x'.repeat(65)],
    ['orderNumber', 'x'.repeat(65)],
    ['edition', 7],
  ])('%s: %j is refused, and the message names the field', (field, value) => {
    const problems = findInputProblems({ ...valid, [field]: value }, 'new');
    expect(problems.map(({ path }) => path[0])).toEqual([field]);
    expect(problems.map((problem) => wordsOfProblem(problem, 'en'))).toEqual([
      expect.stringMatching(new RegExp(`^${field} must.*\\.$`)),
    ]);
  });
});
