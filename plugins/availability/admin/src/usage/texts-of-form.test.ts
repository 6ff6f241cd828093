import { changedRelations, textsOfForm } from './texts-of-form';

const attributes = {
  title: { type: 'string' },
  body: { type: 'blocks' },
  box: { type: 'component', component: 'news.text-box' },
  boxes: { type: 'dynamiczone' },
  markdown: { type: 'richtext' },
  html: { type: 'richtext', customField: 'global::editor' },
  other: { type: 'richtext', customField: 'global::other' },
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
      markdown: 'm',
      html: 'h',
      other: 'o',
      boxes: [
        { __component: 'news.other', text: [9] },
        { __component: 'news.text-box', text: [3] },
      ],
    };
    expect(textsOfForm(values, attributes, attributesOf, ['global::editor'])).toEqual([
      { name: 'body', attribute: 'body', format: 'blocks', blocks: [1] },
      { name: 'box.text', attribute: 'box', format: 'blocks', blocks: [2] },
      { name: 'boxes.1.text', attribute: 'boxes', format: 'blocks', blocks: [3] },
      { name: 'markdown', attribute: 'markdown', format: 'markdown', text: 'm' },
      { name: 'html', attribute: 'html', format: 'html', text: 'h' },
    ]);
  });

  it.each([undefined, null, {}, { body: null, box: null, boxes: null }])('finds none in %j', (values) => {
    expect(textsOfForm(values, attributes, attributesOf, ['global::editor'])).toEqual([]);
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
