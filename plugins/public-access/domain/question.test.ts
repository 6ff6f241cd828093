import { refusalFor, type Limits } from './limits';
import type { Model } from './model';
import { measure } from './question';

const MATERIAL: Model = {
  uid: 'material',
  attributes: {
    title: { type: 'string' },
    pdf: { type: 'media' },
    topics: { type: 'relation', target: 'topic' },
    authors: { type: 'component', component: 'author' },
    boxes: { type: 'dynamiczone', components: ['box'] },
  },
};
const MODELS: Readonly<Record<string, Model>> = {
  material: MATERIAL,
  topic: {
    uid: 'topic',
    attributes: { name: { type: 'string' }, materials: { type: 'relation', target: 'material' } },
  },
  author: { uid: 'author', attributes: { name: { type: 'string' } } },
  box: { uid: 'box', attributes: { materials: { type: 'relation', target: 'material' } } },
  'plugin::upload.file': {
    uid: 'plugin::upload.file',
    attributes: { url: { type: 'string' }, related: { type: 'relation' } },
  },
};
const FAN_OUT = (uid: string): number => (uid === 'topic' ? 50 : 3);

const measured = (question: Record<string, unknown>, entries = 1) =>
  measure(question, 'material', (uid) => MODELS[uid], { fanOut: FAN_OUT, anywhere: ['material', 'topic'] }, entries);

const usesOf = (question: Record<string, unknown>) =>
  measured(question).uses.map(({ uid, attribute }) => `${uid}.${attribute}`);

describe('a question', () => {
  it.each([
    [{ filters: { pdf: { url: { $startsWith: '/uploads/a' } } } }, ['material.pdf', 'plugin::upload.file.url']],
    [{ filters: { $not: [{ topics: { materials: { pdf: { $null: true } } } }] } }, ['material.topics', 'topic.materials', 'material.pdf']],
    [{ filters: { boxes: { materials: { title: 'x' } } } }, ['material.boxes', 'box.materials', 'material.title']],
    [{ sort: 'title,topics.name:desc' }, ['material.title', 'material.topics', 'topic.name']],
    [{ sort: [{ topics: { materials: { title: 'asc' } } }] }, ['material.topics', 'topic.materials', 'material.title']],
    [{ sort: { 0: 'pdf.url' } }, ['material.pdf', 'plugin::upload.file.url']],
    [{ populate: { topics: { filters: { materials: { title: 'x' } }, sort: ['name'] } } }, ['topic.materials', 'material.title', 'topic.name']],
    [{ populate: { boxes: { on: { box: { populate: { materials: { sort: 'title' } } } } } } }, ['material.title']],
  ])('%j is by %j', (question, expected) => expect(usesOf(question)).toEqual(expected)); // prettier-ignore

  it.each([
    ['topics', 1],
    [['topics.materials', 'pdf'], 2],
    [{ topics: { populate: { materials: { populate: 'topics.materials' } } } }, 4],
    [{ boxes: { on: { box: { populate: { materials: true } } } } }, 1],
    ['*', 1],
    [{ topics: { populate: '*' } }, 2],
    [{ pdf: { populate: { related: { on: { material: { populate: 'topics' } } } } } }, 3],
    [{ topics: false }, 0],
  ])('that populates %j goes along %d relations', (populate, hops) =>
    expect(measured({ populate }).populateHops).toBe(hops)
  );

  it('counts what is answered as the database has it: three topics a material, fifty materials a topic', () => {
    expect(measured({ populate: 'topics.materials' }).parts).toBe(1 + 3 + 150);
    expect(measured({ populate: { topics: { populate: ['materials'] } } }).parts).toBe(1 + 3 + 150);
  });

  it('counts a thousand characters as one part more, where they are asked for', () => {
    const long = (question: Record<string, unknown>): number =>
      measure(question, 'material', (uid) => MODELS[uid], {
        fanOut: FAN_OUT,
        textSize: (_uid, name) => (name === 'title' ? 2 : 0),
      }).parts;
    expect(long({})).toBe(3);
    expect(long({ fields: ['slug'] })).toBe(1);
    expect(long({ fields: 'slug, title' })).toBe(3);
    expect(long({ fields: '*' })).toBe(3);
    expect(long({ fields: ['slug'], populate: { topics: { populate: { materials: true } } } })).toBe(1 + 3 + 150 * 3);
    expect(long({ fields: ['slug'], populate: { topics: { populate: { materials: { fields: ['slug'] } } } } })).toBe(
      154
    );
  });

  it('knows that somebody may ask for the few entries that lead to most', () => {
    const parts = (entries: number): number =>
      measure({ populate: 'topics' }, 'material', (uid) => MODELS[uid], { fanOut: () => 2, most: () => 100 }, entries)
        .parts;
    expect([parts(1), parts(3), parts(100)]).toEqual([1 + 100, 3 + 6 + 100, 100 + 200 + 100]);
  });

  it('multiplies what is joined: each relation of a filter anew', () => {
    const twice = { $and: [{ topics: { name: 'a' } }, { topics: { name: 'b' } }] };
    expect(measured({ filters: twice })).toMatchObject({ joined: 9, conditions: 2, filterHops: 1 });
  });

  it('survives what nobody would ask', () => {
    let deep: Record<string, unknown> = { title: 'x' };
    for (let level = 0; level < 5000; level += 1) deep = { $not: deep };
    expect(() => measured({ filters: deep, populate: null, sort: 7 })).not.toThrow();
  });
});

describe('a limit', () => {
  const LIMITS: Limits = { filterHops: 3, populateHops: 4, conditions: 5, joinedRows: 10_000, parts: 1000 };
  const refused = (question: Record<string, unknown>, entries = 25) =>
    refusalFor({ measured: measured(question, entries), rows: 100 }, LIMITS)?.code ?? null;

  it.each([
    [{ filters: { topics: { materials: { title: 'x' } } } }, 'filter-too-costly'],
    [{ filters: { topics: { name: 'x' } } }, null],
    [{ filters: { topics: { materials: { topics: { materials: { title: 'x' } } } } } }, 'filter-too-deep'],
    [{ filters: { title: { $in: ['1', '2', '3', '4', '5', '6'] } } }, 'too-many-conditions'],
    [{ populate: 'topics.materials' }, 'answer-too-large'],
    [{ populate: 'topics.materials.topics.materials.topics' }, 'populate-too-deep'],
    [{ populate: 'topics' }, null],
  ])('on %j is %s', (question, code) => expect(refused(question)).toBe(code));

  it('is on how deep a question is nested', () => {
    const nested = (levels: number): object => (levels === 0 ? { title: 'x' } : { $and: [nested(levels - 1)] });
    expect([15, 30, 3000].map((levels) => refused({ filters: nested(levels) }))).toEqual([
      null,
      'question-too-nested',
      'question-too-nested',
    ]);
  });

  it('lets one entry have what a page of them may not', () => {
    expect(refused({ populate: 'topics.materials' }, 1)).toBeNull();
  });
});
