import { createAnswers } from './answers';

const answer = (key: string, ...dependencies: string[]) => ({
  key,
  dependencies: new Set(dependencies),
  expiresAt: 1000,
  size: 10,
});

describe('kept answers', () => {
  it('go when what they were made of changes, and only they', () => {
    const answers = createAnswers(100);
    answers.keep(answer('a', 'materials.id=1', 'locales'));
    answers.keep(answer('b', 'materials.id=2', 'locales'));
    answers.drop(new Set(['materials', 'materials.id=1']), 5);
    expect(answers.get('a', 0)).toBeUndefined();
    expect(answers.get('b', 0)).toBeDefined();
    expect(answers.lastOutdated()).toEqual([{ key: 'a', because: 'materials.id=1', at: 5 }]);
    answers.drop(null, 6);
    expect(answers.get('b', 0)).toBeUndefined();
  });

  it('go when their time is over', () => {
    const answers = createAnswers(100);
    answers.keep(answer('a', 'x'));
    expect(answers.get('a', 999)).toBeDefined();
    expect(answers.get('a', 1000)).toBeUndefined();
  });

  it('never take more than the memory they are given', () => {
    const answers = createAnswers(35);
    for (const key of ['a', 'b', 'c', 'd']) answers.keep(answer(key, 'x'));
    expect(answers.size()).toEqual({ answers: 3, bytes: 30 });
    expect(answers.get('a', 0)).toBeUndefined();
    answers.drop(new Set(['x']), 0);
    expect(answers.size().answers).toBe(0);
  });
});
