import { createChangedKeys } from './changed-keys';

const many = (count: number, from = 0) =>
  new Set(Array.from({ length: count }, (_, index) => `materials.id=${from + index}`));

describe('what listeners are told', () => {
  it('is each key once, and nothing twice', () => {
    const changed = createChangedKeys((dependency) => `key of ${dependency}`);
    changed.add(new Set(['materials', 'materials.id=1']));
    changed.add(new Set(['materials', 'materials.id=2']));
    expect(changed.take()).toEqual(['key of materials', 'key of materials.id=1', 'key of materials.id=2']);
    expect(changed.take()).toEqual([]);
  });

  it('is that it could be anything, where that is so or where it is too much to name', () => {
    const changed = createChangedKeys((dependency) => dependency);
    changed.add(null);
    changed.add(new Set(['materials']));
    expect(changed.take()).toEqual(['all']);
    changed.add(many(400));
    changed.add(many(400, 400));
    expect(changed.take()).toEqual(['all']);
    changed.add(many(400));
    expect(changed.take()).toHaveLength(400);
  });
});
