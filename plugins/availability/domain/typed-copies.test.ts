import { readTypedCopies } from './typed-copies';

describe('a typed number of copies', () => {
  it.each([
    ['57', { is: 'count', copies: 57 }],
    [' 0 ', { is: 'count', copies: 0 }],
    ['+200', { is: 'delta', copies: 200 }],
    ['-3', { is: 'delta', copies: -3 }],
    ['−3', { is: 'delta', copies: -3 }],
    ['– 3', { is: 'delta', copies: -3 }],
    ['-0', { is: 'delta', copies: 0 }],
    ['', { is: 'uncounted' }],
    ['1.198', { is: 'wrong', problem: 'not-a-number' }],
    ['12,5', { is: 'wrong', problem: 'not-a-number' }],
    ['--3', { is: 'wrong', problem: 'not-a-number' }],
    ['+', { is: 'wrong', problem: 'not-a-number' }],
    ['zwölf', { is: 'wrong', problem: 'not-a-number' }],
    ['+1234567890', { is: 'wrong', problem: 'too-many' }],
  ])('“%s” is %j', (typed, read) => {
    expect(readTypedCopies(typed)).toEqual(read);
  });
});
