import fc from 'fast-check';

import { exportEntry } from './export-entry';
import type { FieldShapes } from './field-shape';
import { fieldOutcomes } from './import-outcome';
import { partsOf } from './parts';
import { fieldStateOf, notesAfter, notesImported, type FieldsParts, type Note } from './translation-note';
import { XLIFF_VERSIONS, type XliffVersion } from './xliff/exported';
import { wordsOf } from './xliff/inline';
import { readXliff } from './xliff/read';
import { translatedValue } from './xliff/units';
import { writeXliff } from './xliff/write';

/**
 * Random lives of a text and its translation. A translated text carries the text that it was made from, so that the test knows what
 * the desk may only find out: what is said to be up to date was translated from the text that stands there now.
 */
const SHAPES: FieldShapes = {
  title: { kind: 'plain' },
  body: { kind: 'blocks' },
  boxes: { kind: 'zone', components: { box: { heading: { kind: 'plain' }, text: { kind: 'blocks' } } } },
};

interface Paragraph {
  readonly words: string;
  readonly isBold: boolean;
  readonly isLink: boolean;
}

interface Content {
  readonly title: string;
  readonly body: readonly Paragraph[];
  readonly boxes: readonly { readonly heading: string; readonly text: readonly Paragraph[] }[];
}

const paragraphNode = ({ words, isBold, isLink }: Paragraph) => {
  const text = { type: 'text', text: words, ...(isBold ? { bold: true } : {}) };
  return { type: 'paragraph', children: isLink ? [{ type: 'link', url: '/x', children: [text] }] : [text] };
};

const entryOf = ({ title, body, boxes }: Content) => ({
  title,
  body: body.map(paragraphNode),
  boxes: boxes.map(({ heading, text }) => ({ __component: 'box', heading, text: text.map(paragraphNode) })),
});

type Edit =
  | { readonly kind: 'change' | 'format' | 'link' | 'add' | 'remove' | 'split' | 'toTop'; readonly at: number }
  | { readonly kind: 'swapBoxes' | 'changeTitle' | 'changeBox' };

const editArb: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('change', 'format', 'link', 'add', 'remove', 'split', 'toTop'),
    at: fc.nat(5),
  }),
  fc.record({ kind: fc.constantFrom('swapBoxes', 'changeTitle', 'changeBox') })
);

let count = 0;
const fresh = (): string => `W${(count += 1)}`;

const editedParagraphs = (list: readonly Paragraph[], kind: string, at: number): readonly Paragraph[] => {
  const index = list.length === 0 ? 0 : at % list.length;
  const one = list[index] ?? { words: fresh(), isBold: false, isLink: false };
  const [before, after] = [list.slice(0, index), list.slice(index + 1)];
  switch (kind) {
    case 'change':
      return [...before, { ...one, words: fresh() }, ...after];
    case 'format':
      return [...before, { ...one, isBold: !one.isBold }, ...after];
    case 'link':
      return [...before, { ...one, isLink: !one.isLink }, ...after];
    case 'add':
      return [...before, { words: fresh(), isBold: false, isLink: false }, one, ...after];
    case 'remove':
      return list.length === 1 ? list : [...before, ...after];
    case 'split':
      return [...before, { ...one, words: `${one.words}a` }, { ...one, words: `${one.words}b` }, ...after];
    default:
      return [one, ...before, ...after];
  }
};

const edited = (content: Content, edit: Edit): Content => {
  const [first, ...rest] = content.boxes;
  if ('at' in edit) return { ...content, body: editedParagraphs(content.body, edit.kind, edit.at) };
  if (edit.kind === 'changeTitle') return { ...content, title: fresh() };
  if (!first) return content;
  return {
    ...content,
    boxes: edit.kind === 'swapBoxes' ? [...rest, first] : [{ ...first, heading: fresh() }, ...rest],
  };
};

type Step =
  | { readonly by: 'author'; readonly edit: Edit }
  /** Somebody changes the translation itself, with an eye on the source as it is. */
  | { readonly by: 'translator'; readonly kind: 'remove' | 'toTop' | 'translate'; readonly at: number }
  /** A file goes out, some texts of it are translated, and it comes back. */
  | { readonly by: 'office'; readonly version: XliffVersion; readonly done: readonly boolean[] };

const stepArb: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ by: fc.constant('author' as const), edit: editArb }),
  fc.record({
    by: fc.constant('translator' as const),
    kind: fc.constantFrom('remove' as const, 'toTop' as const, 'translate' as const),
    at: fc.nat(5),
  }),
  fc.record({
    by: fc.constant('office' as const),
    version: fc.constantFrom(...XLIFF_VERSIONS),
    done: fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
  })
);

const fingerprints = (entry: unknown): FieldsParts =>
  Object.fromEntries(
    Object.entries(partsOf(entry, SHAPES)).map(([field, parts]) => [field, { own: parts.join('|'), parts }])
  );

type Entry = Record<string, unknown>;

/** A text and its translation, and the desk's books of them. */
class World {
  content: Content = {
    title: fresh(),
    body: [fresh(), fresh(), fresh()].map((words) => ({ words, isBold: false, isLink: false })),
    boxes: [fresh(), fresh()].map((heading) => ({
      heading,
      text: [{ words: fresh(), isBold: false, isLink: false }],
    })),
  };
  own: Entry | null = null;
  notes: readonly Note[] = [];

  get source(): Entry {
    return entryOf(this.content);
  }

  private states() {
    const [own, source] = [fingerprints(this.own), fingerprints(this.source)];
    return Object.entries(source).map(([field, { parts }]) => {
      const note = this.notes.find((one) => one.field === field && one.own === own[field]?.own);
      return { field, note, state: this.own ? fieldStateOf(note, parts) : ('incomplete' as const) };
    });
  }

  private save(own: Entry): void {
    this.own = own;
    this.look();
  }

  private look(): void {
    if (this.own) this.notes = notesAfter(this.notes, [fingerprints(this.own)], fingerprints(this.source));
  }

  private sides() {
    const source = fingerprints(this.source);
    return {
      shapes: SHAPES,
      source: this.source,
      own: this.own,
      sourceParts: Object.fromEntries(Object.entries(source).map(([field, { parts }]) => [field, parts])),
      origins: Object.fromEntries(this.states().map(({ field, note }) => [field, note?.origins ?? []])),
      stamps: {},
    };
  }

  private office({ version, done }: Extract<Step, { by: 'office' }>): void {
    const fields = this.states().flatMap(({ field, state }) => (state === 'current' ? [] : [field]));
    const entry = exportEntry({
      ...{ type: 'a', documentId: '1', title: '', page: null, labels: {} },
      ...this.sides(),
      fields,
    });
    if (!entry) return;
    const xliff = writeXliff({ sourceLocale: 'de', targetLocale: 'fr', note: '', entries: [entry] }, version);
    const reading = readXliff(xliff);
    if (!reading.ok) throw new Error(reading.problem.key);
    const [read] = reading.file.entries;
    const units = (read?.units ?? []).map((unit, index) =>
      done[index % done.length] && !entry.units[index]?.isFinal
        ? {
            ...unit,
            target: unit.source.map((part) => (typeof part === 'string' ? `fr:${part}` : translatedCode(part))),
            isTouched: true,
          }
        : unit
    );
    const outcomes = fieldOutcomes({ units, stamps: {} }, { ...this.sides(), mayWrite: () => true });
    const own: Entry = { ...this.own };
    const made = new Map<string, readonly (readonly string[])[]>();
    for (const outcome of outcomes) {
      if (outcome.outcome !== 'taken') continue;
      const { field, targets, kept } = outcome;
      const shape = SHAPES[field];
      if (!shape) continue;
      const base = field === 'boxes' ? this.content.boxes.map(() => ({ __component: 'box' })) : null;
      own[field] = translatedValue(field, this.source[field], base, shape, targets, kept);
      made.set(field, outcome.made);
    }
    if (made.size === 0) return;
    this.save(own);
    this.notes = notesImported(this.notes, made, fingerprints(this.own), fingerprints(this.source));
  }

  private translator({ kind, at }: Extract<Step, { by: 'translator' }>): void {
    const body = (this.own?.body ?? []) as readonly unknown[];
    if (body.length === 0) return;
    const index = at % body.length;
    const [before, one, after] = [body.slice(0, index), body[index], body.slice(index + 1)];
    if (kind === 'remove') this.save({ ...this.own, body: [...before, ...after] });
    else if (kind === 'toTop') this.save({ ...this.own, body: [one, ...before, ...after] });
    else if (body.length === this.content.body.length) {
      const { words = '' } = this.content.body[index] ?? {};
      // By hand, nobody goes on before the paragraphs stand in the source's order: which one a new text belongs to is read from its place.
      const right = (partsOf(this.source, SHAPES).body ?? []).map((text) =>
        text.startsWith('[') ? `[fr:${text.slice(1)}` : `fr:${text}`
      );
      const present = partsOf(this.own, SHAPES).body ?? [];
      if (present.some((text, place) => right.some((other, its) => its !== place && other === text))) return;
      const isLink = this.content.body[index]?.isLink === true;
      this.save({
        ...this.own,
        body: [...before, paragraphNode({ words: `fr:${words}`, isBold: false, isLink }), ...after],
      });
    }
  }

  do(step: Step): void {
    if (step.by === 'office') this.office(step);
    else if (step.by === 'translator') this.translator(step);
    else {
      this.content = edited(this.content, step.edit);
      this.look();
    }
  }

  /** Fields that are said to be up to date, though their text is of another source. */
  lies(): readonly { readonly field: string; readonly own: readonly string[]; readonly source: readonly string[] }[] {
    const [own, source] = [partsOf(this.own, SHAPES), partsOf(this.source, SHAPES)];
    return this.states().flatMap(({ field, state }) => {
      const madeOf = (own[field] ?? []).map((text) => text.replaceAll('fr:', ''));
      const wanted = source[field] ?? [];
      return state === 'current' && this.own && madeOf.join('|') !== wanted.join('|')
        ? [{ field, own: madeOf, source: wanted }]
        : [];
    });
  }

  isDone(): boolean {
    return this.states().every(({ state }) => state === 'current');
  }
}

const translatedCode = <Part extends { readonly children: readonly unknown[] }>(part: Part): Part => ({
  ...part,
  children: [`fr:${wordsOf(part.children as never)}`],
});

/** Lives in which the desk was wrong once. */
const KNOWN: readonly (readonly Step[])[] = [
  [
    { by: 'author', edit: { kind: 'link', at: 1 } },
    { by: 'office', version: '1.2', done: [true] },
    { by: 'author', edit: { kind: 'link', at: 1 } },
    { by: 'office', version: '1.2', done: [true] },
  ],
  [
    { by: 'office', version: '1.2', done: [true] },
    { by: 'author', edit: { kind: 'change', at: 2 } },
    { by: 'translator', kind: 'toTop', at: 1 },
    { by: 'translator', kind: 'translate', at: 2 },
    { by: 'office', version: '1.2', done: [true] },
  ],
];

describe('what is said to be up to date', () => {
  it('was translated from the text that stands there now, whatever happened', () => {
    fc.assert(
      fc.property(fc.array(stepArb, { minLength: 1, maxLength: 14 }), (steps) => {
        const world = new World();
        for (const step of steps) {
          world.do(step);
          expect(world.lies()).toEqual([]);
        }
      }),
      { numRuns: 500, examples: KNOWN.map((steps) => [[...steps]]) }
    );
  });

  it('is all of it as soon as an office has translated all that was open', () => {
    fc.assert(
      fc.property(fc.array(stepArb, { maxLength: 10 }), fc.constantFrom(...XLIFF_VERSIONS), (steps, version) => {
        const world = new World();
        steps.forEach((step) => world.do(step));
        world.do({ by: 'office', version, done: [true] });
        expect(world.isDone()).toBe(true);
      }),
      { numRuns: 200 }
    );
  });
});
