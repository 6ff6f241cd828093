import { permissionNameOfPlace, permissionNamesOf } from './field-names';

describe('the names of a field on the permission screen', () => {
  it('are its own, where it is a text or a dynamic zone', () => {
    expect(permissionNamesOf('title', { kind: 'plain' })).toEqual(['title']);
    expect(permissionNamesOf('boxes', { kind: 'zone', components: {} })).toEqual(['boxes']);
  });

  it('are those of its parts, however deep, where it is a component', () => {
    const place = { kind: 'component', fields: { city: { kind: 'plain' } } } as const;
    const shape = { kind: 'component', fields: { name: { kind: 'plain' }, place } } as const;
    expect(permissionNamesOf('publisher', shape)).toEqual(['publisher.name', 'publisher.place.city']);
  });

  it('of a place in it have no numbers, and stop at a dynamic zone', () => {
    expect(permissionNameOfPlace('materials', false)).toBe('materials');
    expect(permissionNameOfPlace('publishers.0.topics', false)).toBe('publishers.topics');
    expect(permissionNameOfPlace('boxes.0.materials', true)).toBe('boxes');
  });
});
