import { anyRowOf, changedBy, howManyIn, partsOf, rowsWith, SEPARATOR, visibilityIn } from './dependency';

describe('what an answer was made of', () => {
  it.each([
    [anyRowOf('materials'), { table: 'materials', row: null }],
    [rowsWith('materials', 'slug', 'a.b~c'), { table: 'materials', row: 'slug=a.b~c' }],
    [visibilityIn('materials'), { table: 'materials', row: '~' }],
    [howManyIn('materials'), { table: 'materials', row: '#' }],
  ])('%s is taken apart again', (dependency, parts) => expect(partsOf(dependency)).toEqual(parts));

  it('is among what a line of the log says has changed', () => {
    const lines = [{ source: 'materials', keys: ['id=5', '~'].join(SEPARATOR) }];
    expect([...(changedBy(lines) ?? [])].sort()).toEqual(['materials', 'materials#', 'materials.id=5', 'materials~']);
    expect(changedBy([...lines, { source: 'anything', keys: '*' }])).toBeNull();
  });
});
