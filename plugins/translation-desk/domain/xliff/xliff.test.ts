import type { FieldShapes } from '../field-text';
import { isSame, type Inline } from './inline';
import { wordsOfProblem } from '../problem';
import { readXliff, type HandIn } from './read';
import { isOfOneBuild, translatedValue, unitsOf } from './units';
import { writeXliff, type HandOut } from './write';

const SHAPES: FieldShapes = {
  title: { kind: 'plain' },
  body: { kind: 'blocks' },
  seo: { kind: 'component', fields: { heading: { kind: 'plain' } } },
  boxes: { kind: 'zone', components: { 'news.text-box': { heading: { kind: 'plain' }, text: { kind: 'blocks' } } } },
};

const bold = { type: 'text', text: 'fett', bold: true };
const link = {
  type: 'link',
  url: '/materials/m1',
  material: { documentId: 'm1' },
  children: [{ type: 'text', text: 'Heft', italic: true }],
};
const PARAGRAPH = {
  type: 'paragraph',
  material: { documentId: 'm2' },
  children: [{ type: 'text', text: 'Ein <' }, bold, { type: 'text', text: '> & ' }, link, { type: 'text', text: '' }],
};
const ENTRY = {
  title: 'Wasser',
  body: [
    PARAGRAPH,
    {
      type: 'list',
      format: 'ordered',
      children: [
        { type: 'list-item', children: [{ type: 'text', text: 'eins' }] },
        {
          type: 'list',
          format: 'unordered',
          children: [{ type: 'list-item', children: [{ type: 'text', text: 'zwei' }] }],
        },
      ],
    },
    { type: 'paragraph', children: [{ type: 'text', text: '' }] },
    { type: 'image', image: { url: '/a.webp', alternativeText: 'Bild' }, children: [{ type: 'text', text: '' }] },
  ],
  seo: { id: 7, heading: 'Kopf' },
  boxes: [
    { __component: 'news.material-box', id: 1, heading: 'not looked at' },
    { __component: 'news.text-box', id: 2, heading: 'Kasten', text: [PARAGRAPH] },
  ],
};

const handOut = (part: Partial<HandOut['entries'][number]> = {}): HandOut => ({
  sourceLocale: 'de',
  targetLocale: 'fr',
  entries: [
    {
      type: 'api::news-article.news-article',
      documentId: 'abc',
      title: 'Wasser "nass"',
      stamps: { title: '', body: 'x1' },
      units: unitsOf(ENTRY, SHAPES).map(({ id, source }) => ({ id, label: 'Feld & Co', source, target: source })),
      ...part,
    },
  ],
});

const read = (xliff: string): HandIn => {
  const reading = readXliff(xliff);
  if (!reading.ok) throw new Error(wordsOfProblem(reading.problem, 'en'));
  return reading.handIn;
};
const problemOf = (xliff: string) => {
  const reading = readXliff(xliff);
  return reading.ok ? null : { line: reading.problem.line, message: wordsOfProblem(reading.problem, 'en') };
};
const around = (unit: string): string =>
  `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="de" trgLang="fr">
<file id="api::a.a:1">
${unit}
</file></xliff>`;
const targetOf = (segments: string): readonly Inline[] | null | undefined =>
  read(around(`<unit id="a">${segments}</unit>`)).entries[0]?.units[0]?.target;

describe('the texts of an entry', () => {
  it('are its fields, and each paragraph, list item and picture of longer ones', () => {
    expect(unitsOf(ENTRY, SHAPES).map(({ id }) => id)).toEqual([
      ...['title', 'body.0', 'body.1.0', 'body.1.1.0', 'body.3', 'seo.heading', 'boxes.1.heading', 'boxes.1.text.0'],
    ]);
  });

  it('come back from a file as they were, marks and mentions with them', () => {
    const [entry] = read(writeXliff(handOut())).entries;
    expect(entry).toMatchObject({ documentId: 'abc', title: 'Wasser "nass"', stamps: { title: '', body: 'x1' } });
    const targets = new Map(entry?.units.flatMap(({ id, target }) => (target ? [[id, target] as const] : [])));
    const back = (field: 'body' | 'boxes', base: unknown) =>
      translatedValue(field, ENTRY[field], base, SHAPES[field] ?? { kind: 'plain' }, targets);
    const withoutEmpty = { ...PARAGRAPH, children: PARAGRAPH.children.slice(0, -1) };
    expect(back('body', null)).toEqual([withoutEmpty, ...ENTRY.body.slice(1)]);
    expect(
      back('boxes', [
        { __component: 'news.material-box', id: 8 },
        { __component: 'news.text-box', id: 9 },
      ])
    ).toEqual([
      { __component: 'news.material-box', id: 8 },
      { __component: 'news.text-box', id: 9, heading: 'Kasten', text: [withoutEmpty] },
    ]);
  });

  it('fit into a translation only if it has the same components in the same order', () => {
    expect(isOfOneBuild(ENTRY.boxes, [...ENTRY.boxes])).toBe(true);
    expect(isOfOneBuild(ENTRY.boxes, [...ENTRY.boxes].reverse())).toBe(false);
    expect(isOfOneBuild(ENTRY.boxes, null)).toBe(false);
    expect(isOfOneBuild([{ id: 1 }], [])).toBe(false);
    expect(isOfOneBuild(ENTRY.seo, { id: 9 })).toBe(true);
  });
});

describe('what a tool does to a file', () => {
  it('is read: split segments, split codes, marks of its own, notes, another order', () => {
    expect(
      targetOf(`<segment><source>Eins. </source><target>Un. </target></segment><ignorable><source> </source></ignorable>
        <segment><source>Zwei.</source><target>Deux.</target></segment>`)
    ).toEqual(['Un. ', ' ', 'Deux.']);
    expect(
      targetOf(`<segment><source>a</source><target><sc id="1" type="fmt"/>gras<ec startRef="1"/> et
        <mrk id="m" type="term">terme</mrk></target></segment>`)
    ).toEqual([{ id: '1', kind: 'format', children: ['gras'] }, ' et\n        ', 'terme']);
    expect(
      targetOf(`<segment><source>a</source><target order="2">b</target></segment>
        <segment><source>c</source><target order="1">d</target></segment>`)
    ).toEqual(['d', 'b']);
  });

  it('keeps the blank between two codes', () => {
    expect(
      targetOf('<segment><source>a</source><target><pc id="1">b</pc> <pc id="2">c</pc></target></segment>')
    ).toEqual([{ id: '1', kind: 'format', children: ['b'] }, ' ', { id: '2', kind: 'format', children: ['c'] }]);
  });

  it('is not whole where a segment has no translation', () => {
    expect(
      targetOf('<segment><source>a</source><target>b</target></segment><segment><source>c</source></segment>')
    ).toBeNull();
    expect(targetOf('<segment><source>a</source><target> </target></segment>')).toBeNull();
  });

  it('does not count where it only moved blanks', () => {
    expect(isSame(['a  b\n', 'c '], ['a b c'])).toBe(true);
    expect(isSame(['a'], [{ id: '1', kind: 'format', children: ['a'] }])).toBe(false);
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['', 1, /root element|empty/],
    ['<a', 1, /well-formed/],
    ['<a/>', 1, /no XLIFF file/],
    ['<!DOCTYPE a [<!ENTITY x "y">]>\n<a>&x;</a>', 1, /DOCTYPE/],
    [around('<unit id="a"/>'), 3, /no segment/],
    [around('<unit><segment/></unit>'), 3, /no id/],
    [around('<unit id="a"><segment/></unit>\n<unit id="a"><segment/></unit>'), 4, /twice/],
    [
      around('<unit id="a"><segment><source>a</source><target>b<ec startRef="1"/></target></segment></unit>'),
      3,
      /cross/,
    ],
    [
      around('<unit id="a"><segment><source>a</source><target><sc id="1"/>b</target></segment></unit>'),
      3,
      /does not end/,
    ],
    [around('<unit id="a">').replace('api::a.a:1', 'page'), 4, /well-formed/],
    [around('').replace('api::a.a:1', 'page'), 2, /names no entry/],
    [around('').replace('"2.0"', '"3.0"'), 1, /3\.0/],
    [around('&undefined;'), 3, /entity/],
  ])('is refused with its line: %j', (xliff, line, message) => {
    expect(problemOf(xliff)).toEqual({ line, message: expect.stringMatching(message) as string });
  });

  it('is refused soon where it is deep', () => {
    const start = performance.now();
    expect(problemOf(around('<group>'.repeat(200_000)))?.message).toMatch(/too deep/);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

it('leaves out characters that XML does not know', () => {
  const xliff = writeXliff(handOut({ units: [{ id: 'title', label: '', source: ['a\u0001b\r\nc'], target: null }] }));
  expect(read(xliff).entries[0]?.units[0]?.source).toEqual(['ab\r\nc']);
});
