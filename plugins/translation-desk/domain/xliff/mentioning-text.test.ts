import type { FieldShapes, SplitText } from '../field-shape';
import { unitsOf, translatedValue } from './units';
import { readXliff } from './read';
import { writeXliff } from './write';
import { inlinesOfText, textOfInlines } from './mentioning-text';

/** As the plugin “availability” takes Markdown apart. */
const split: SplitText = (text) =>
  text
    .split(/(\[[^\]]*\]\(\/materials\/\w+\))/)
    .filter((part) => part !== '')
    .map((part) => {
      const [, words, after] = /^\[([^\]]*)(\]\(\/materials\/\w+\))$/.exec(part) ?? [];
      return words === undefined || after === undefined ? part : { before: '[', words, after };
    });

const TEXT = 'The [*guide*](/materials/a) and\r\n\r\n- [<b>](/materials/b) & [](/materials/c).';
const SHAPES: FieldShapes = { text: { kind: 'mentioning', split } };

describe('a text that mentions publications', () => {
  it('is its words, and codes for what encloses those of mentions', () => {
    expect(inlinesOfText('a [b](/materials/c) d', split)).toEqual([
      'a ',
      { id: '1', kind: 'link', children: ['b'] },
      ' d',
    ]);
  });

  it('comes back as it was', () => {
    expect(textOfInlines(inlinesOfText(TEXT, split), TEXT, split)).toBe(TEXT);
  });

  it.each(['1.2', '2.0'] as const)('comes back as it was through a file of XLIFF %s', (version) => {
    const [unit] = unitsOf({ text: TEXT }, SHAPES);
    if (!unit) throw new Error('There is a text.');
    const units = [{ ...unit, label: 'Text', target: unit.source, isFinal: true }];
    const written = writeXliff(
      {
        sourceLocale: 'en',
        targetLocale: 'de',
        note: '',
        entries: [{ type: 'api::t.t', documentId: 'd', title: 't', page: null, stamps: {}, units }],
      },
      version
    );
    expect(written).not.toContain('/materials/');
    const reading = readXliff(written);
    if (!reading.ok) throw new Error(JSON.stringify(reading.problem));
    const target = reading.file.entries[0]?.units[0]?.target ?? [];
    expect(
      translatedValue('text', TEXT, undefined, SHAPES.text ?? { kind: 'blocks' }, new Map([['text', target]]))
    ).toBe(TEXT);
  });

  it('puts translated words where the mention is, wherever that is now', () => {
    const target = [
      'Und ',
      { id: '2', kind: 'link' as const, children: ['dick'] },
      ', ',
      { id: '1', kind: 'link' as const, children: ['Heft'] },
    ];
    expect(textOfInlines(target, TEXT, split)).toBe('Und [dick](/materials/b), [Heft](/materials/a)');
  });
});
