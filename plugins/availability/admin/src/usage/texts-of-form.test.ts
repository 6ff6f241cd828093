import { changedRelations, textsOfForm } from './texts-of-form';

const attributes = {
  title: { type: 'string' },
  body: { type: 'blocks' },
  box: { type: 'component', component: 'news.text-box' },
  boxes: { type: 'dynamiczone' },
  materials: { type: 'relation', target: 'api::material.material' },
};
const components: Record<string, object> = { 'news.text-box': { text: { type: 'blocks' } } };
const attributesOf = (uid: string) => (components[uid] ?? {}) as typeof attributes;

describe('textsOfForm', () => {
  it('finds texts at the top, in components and in dynamic zones, by their names in the form', () => {
    const values = {
      title: 'x',
      body: [1],
      box: { text: [2] },
      boxes: [
        { __component: 'news.other', text: [9] },
        { __component: 'news.text-box', text: [3] },
      ],
    };
    expect(textsOfForm(values, attributes, attributesOf)).toEqual([
      { name: 'body', attribute: 'body', blocks: [1] },
      { name: 'box.text', attribute: 'box', blocks: [2] },
      { name: 'boxes.1.text', attribute: 'boxes', blocks: [3] },
    ]);
  });

  it.each([undefined, null, {}, { body: null, box: null, boxes: null }])('finds none in %j', (values) => {
    expect(textsOfForm(values, attributes, attributesOf)).toEqual([]);
  });
});

describe('changedRelations', () => {
  const values = {
    materials: { connect: [{ documentId: 'a' }, { apiData: { documentId: 'b' } }], disconnect: [{ id: 1 }] },
  };

  it('names what was added and taken off in the form', () => {
    expect(changedRelations(values, attributes, 'api::material.material', 'connect')).toEqual(['a', 'b']);
    expect(changedRelations(values, attributes, 'api::material.material', 'disconnect')).toEqual([]);
    expect(changedRelations(values, attributes, 'api::topic.topic', 'connect')).toEqual([]);
    expect(changedRelations(null, attributes, 'api::material.material', 'connect')).toEqual([]);
  });
});
