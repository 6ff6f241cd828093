import type { FieldShapes } from '../field-shape';
import { wordsOfProblem } from '../problem';
import { decodeXml } from './decode';
import { XLIFF_VERSIONS, type ExportFile, type XliffVersion } from './exported';
import type { ImportFile } from './imported';
import { isSame, type Inline } from './inline';
import { readXliff } from './read';
import { translatedValue, unitsOf } from './units';
import { writeXliff } from './write';

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

const exportFile = (part: Partial<ExportFile['entries'][number]> = {}): ExportFile => ({
  sourceLocale: 'de',
  targetLocale: 'fr',
  note: 'Bitte duzen.',
  entries: [
    {
      type: 'api::news-article.news-article',
      documentId: 'abc',
      title: 'Wasser "nass"',
      page: 'https://example.org/a?b=1&c=2',
      stamps: { title: '', body: 'x1' },
      units: unitsOf(ENTRY, SHAPES).map(({ id, source }) => ({
        id,
        label: 'Feld & Co',
        source,
        target: source,
        isFinal: true,
        longest: 250,
      })),
      ...part,
    },
  ],
});

const read = (xliff: string): ImportFile => {
  const reading = readXliff(xliff);
  if (!reading.ok) throw new Error(wordsOfProblem(reading.problem, 'en'));
  return reading.file;
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

  it.each(XLIFF_VERSIONS)(
    'come back from a file of version %s as they were, marks and mentions with them',
    (version) => {
      const [entry] = read(writeXliff(exportFile(), version)).entries;
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
    }
  );
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

  it('is read: codes that overlap, and segments that were merged into one', () => {
    expect(
      targetOf(
        `<segment><source>a</source><target><sc id="1"/>a<sc id="2"/>b<ec startRef="1"/>c<ec startRef="2"/></target></segment>`
      )
    ).toEqual([
      { id: '1', kind: 'format', children: ['a', { id: '2', kind: 'format', children: ['b'] }] },
      { id: '2', kind: 'format', children: ['c'] },
    ]);
    expect(
      targetOf(`<segment state="final"><source>a</source><target>Tout. </target></segment>
        <segment state="final"><source>c</source><target/></segment>`)
    ).toEqual(['Tout.']);
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

describe('a version of XLIFF', () => {
  const unit = (version: XliffVersion, part: Partial<ExportFile['entries'][number]['units'][number]>): string =>
    writeXliff(
      exportFile({ units: [{ id: 'title', label: 'Titel', source: ['a'], target: null, isFinal: false, ...part }] }),
      version
    );

  it.each(XLIFF_VERSIONS)(
    '%s says what is done, what is a proposal, how long it may be, and where the page is',
    (version) => {
      const xliff = unit(version, { target: ['b'], longest: 120 });
      expect(xliff).toContain('120');
      expect(xliff).toContain('https://example.org/a?b=1&amp;c=2');
      expect(xliff).toContain('Bitte duzen.');
      expect(read(xliff).entries[0]?.units[0]).toMatchObject({ target: ['b'], isTouched: false });
      const done = read(unit(version, { target: ['b'], isFinal: true }));
      expect(done.entries[0]?.units[0]).toMatchObject({ target: ['b'], isTouched: true });
      for (const formats of [['bold'], ['italic'], ['bold', 'italic']]) {
        const marked: Inline = { id: '1', kind: 'format', formats, children: ['Wort'] };
        for (const format of formats) expect(unit(version, { source: [marked] })).toContain(format);
      }
    }
  );

  it('2.1 and 2.2 are read like 2.0', () => {
    const xliff = writeXliff(exportFile(), '2.0');
    for (const other of [
      xliff.replace('version="2.0"', 'version="2.1"'),
      xliff.replace('version="2.0"', 'version="2.2"').replace('document:2.0', 'document:2.2'),
    ]) {
      expect(read(other)).toMatchObject({ problems: [], entries: [{ documentId: 'abc' }] });
    }
  });

  it('1.2 is read with the marks that tools put into it', () => {
    const target = (inlines: string) =>
      read(
        `<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="api::a.a:1" source-language="de"
          target-language="fr"><body><group><trans-unit id="t"><source>a</source><target state="translated">${inlines}</target>
          </trans-unit></group></body></file></xliff>`
      ).entries[0]?.units[0];
    expect(
      target('<mrk mtype="seg" mid="0">Un <g id="1">gras</g></mrk><mrk mtype="seg" mid="1">.</mrk>')
    ).toMatchObject({
      target: ['Un ', { id: '1', kind: 'format', children: ['gras'] }, '.'],
      isTouched: true,
    });
    expect(target('<bpt id="1">&lt;b&gt;</bpt>gras<ept id="1">&lt;/b&gt;</ept>')?.target).toEqual([
      { id: '1', kind: 'format', children: ['gras'] },
    ]);
  });

  it('1.2 with files in several languages is taken for the first', () => {
    const xliff = writeXliff(exportFile(), '1.2');
    const [, file = ''] = /(<file[\s\S]*<\/file>)/.exec(xliff) ?? [];
    const other = file.replace('target-language="fr"', 'target-language="it"').replace(':abc"', ':xyz"');
    const reading = read(xliff.replace('</xliff>', `${other}</xliff>`));
    expect(reading.entries.map(({ documentId }) => documentId)).toEqual(['abc']);
    expect(reading.problems).toMatchObject([{ key: 'other-languages' }]);
  });
});

describe('the encoding of a file', () => {
  const xml = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><a>é</a>`;
  it.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(xml('UTF-8'))],
    ['ISO-8859-1', Buffer.from(xml('ISO-8859-1'), 'latin1')],
    ['windows-1252', Buffer.from(xml('windows-1252'), 'latin1')],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${xml('UTF-16')}`, 'utf16le')],
    ['none', Buffer.from('<a>é</a>')],
  ])('is that of its declaration: %s', (_name, bytes) => {
    const decoding = decodeXml(bytes);
    expect(decoding.ok && decoding.text).toContain('<a>é</a>');
  });

  it('is refused where there is no such one, or the text has another', () => {
    expect(decodeXml(Buffer.from(xml('klingon')))).toMatchObject({ problem: { key: 'unknown-encoding' } });
    expect(decodeXml(Buffer.from(xml('UTF-8'), 'latin1'))).toMatchObject({ problem: { key: 'not-in-encoding' } });
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['', 1, /root element|empty/],
    ['<a', 1, /well-formed/],
    ['<a/>', 1, /no XLIFF file/],
    ['<!DOCTYPE a [<!ENTITY x "y">]>\n<a>&x;</a>', 1, /DOCTYPE/],
    [around('<unit id="a">').replace('api::a.a:1', 'page'), 4, /well-formed/],
    [around('').replace('"2.0"', '"3.0"'), 1, /3\.0/],
    [around('&undefined;'), 3, /entity/],
  ])('is refused with its line: %j', (xliff, line, message) => {
    expect(problemOf(xliff)).toEqual({ line, message: expect.stringMatching(message) as string });
  });

  it.each([
    ['<unit id="a"/>', 3, /no segment/],
    ['<unit><segment/></unit>', 3, /no id/],
    ['<unit id="a"><segment><source>a</source></segment></unit>\n<unit id="a"><segment/></unit>', 4, /twice/],
    [
      '<unit id="a"><segment><source>a</source><target>b<ec startRef="1"/></target></segment></unit>',
      3,
      /does not begin/,
    ],
    ['<unit id="a"><segment><source>a</source><target><sc id="1"/>b</target></segment></unit>', 3, /does not end/],
  ])('in a part is named with its line, and the rest is read: %j', (unit, line, message) => {
    const file = read(
      around(`${unit}\n<unit id="good"><segment><source>a</source><target>b</target></segment></unit>`)
    );
    expect(file.problems.map((problem) => [problem.line, wordsOfProblem(problem, 'en')])).toEqual([
      [line, expect.stringMatching(message) as string],
    ]);
    expect(file.entries[0]?.units.find(({ id }) => id === 'good')).toMatchObject({ target: ['b'], isBroken: false });
  });

  it('among good ones is named, and the others are read', () => {
    const foreign = around('').replace('api::a.a:1', 'page');
    const both = foreign.replace('</xliff>', `${around('').slice(around('').indexOf('<file'))}`);
    expect(read(both)).toMatchObject({ problems: [{ line: 2, key: 'foreign-file' }], entries: [{ documentId: '1' }] });
  });

  it('is refused soon where it is deep', () => {
    const start = performance.now();
    expect(problemOf(around('<group>'.repeat(200_000)))?.message).toMatch(/too deep/);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

it('leaves out characters that XML does not know', () => {
  const unit = { id: 'title', label: '', source: ['a\u0001b\r\nc'], target: null, isFinal: false };
  for (const version of XLIFF_VERSIONS) {
    const xliff = writeXliff(exportFile({ units: [unit] }), version);
    expect(read(xliff).entries[0]?.units[0]?.source).toEqual(['ab\r\nc']);
  }
});
