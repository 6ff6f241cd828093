import type { FieldShapes } from './field-shape';
import { fieldOutcomes } from './import-outcome';
import { partsOf } from './parts';
import type { ImportedUnit } from './xliff/imported';
import type { Inline } from './xliff/inline';

const SHAPES: FieldShapes = { title: { kind: 'plain', longest: 10 }, body: { kind: 'blocks' } };
const link = { type: 'link', url: '/x', children: [{ type: 'text', text: 'Heft' }] };
const SOURCE = {
  title: 'Wasser',
  body: [{ type: 'paragraph', children: [{ type: 'text', text: 'Ein ' }, link] }],
};
const LINK: Inline = { id: '1', kind: 'link', children: ['Cahier'] };

const unit = (part: Partial<ImportedUnit> = {}): ImportedUnit => ({
  id: 'title',
  line: 5,
  source: ['Wasser'],
  target: ['Eau'],
  isTouched: true,
  isBroken: false,
  ...part,
});
const body = (part: Partial<ImportedUnit> = {}): ImportedUnit =>
  unit({
    id: 'body.0',
    source: ['Ein ', { id: '1', kind: 'link', children: ['Heft'] }],
    target: ['Un ', LINK],
    ...part,
  });

interface World {
  readonly units?: readonly ImportedUnit[];
  readonly own?: object | null;
  /** The source's text that the title was made from. */
  readonly madeFrom?: string;
  readonly stamped?: Readonly<Record<string, string>>;
  readonly stamps?: Readonly<Record<string, string>>;
  readonly mayWrite?: boolean;
}

/** A translation that is missing so far, imported without a flaw. */
const outcome = ({
  units = [unit()],
  own = null,
  madeFrom = 'Wasser',
  stamped = {},
  stamps = {},
  mayWrite = true,
}: World = {}) => {
  const [one] = fieldOutcomes(
    { units, stamps: stamped },
    {
      shapes: SHAPES,
      source: SOURCE,
      own,
      sourceParts: partsOf(SOURCE, SHAPES),
      origins: { title: (partsOf(own, SHAPES).title ?? []).map((part) => ({ own: part, from: [madeFrom] })) },
      stamps,
      mayWrite: () => mayWrite,
    }
  );
  return one?.outcome === 'refused' ? one.reason : one?.outcome;
};

describe('a field of a file', () => {
  it.each<[string, World, string]>([
    ['is taken over', {}, 'taken'],
    ['is taken over with its links', { units: [body()] }, 'taken'],
    ['may lose a blank of the source', { units: [unit({ source: [' Wasser\n'] })] }, 'taken'],
    ['is left alone without a translation', { units: [unit({ target: null })] }, 'untouched'],
    [
      'is left alone where an outdated text came back as it went out',
      {
        ...{ units: [unit({ isTouched: false })], own: { title: 'Eau' }, madeFrom: 'Wein' },
        ...{ stamps: { title: 'a' }, stamped: { title: 'a' } },
      },
      'untouched',
    ],
    [
      'is there already where it came back as it went out, and is right',
      { units: [unit({ isTouched: false })], own: { title: 'Eau' }, stamps: { title: 'a' }, stamped: { title: 'a' } },
      'already',
    ],
    [
      'is taken over as it is, where the file says that somebody looked at an outdated text',
      { own: { title: 'Eau' }, madeFrom: 'Wein', stamps: { title: 'a' }, stamped: { title: 'a' } },
      'taken',
    ],
    [
      'is there already where it was applied before',
      { own: { title: 'Eau' }, stamps: { title: 'b' }, stamped: { title: 'a' } },
      'already',
    ],
    [
      'is left alone where a tool only copied the source',
      { units: [unit({ target: ['Wasser'], isTouched: false })] },
      'untouched',
    ],
    ['is taken over where a translator left the source as it is', { units: [unit({ target: ['Wasser'] })] }, 'taken'],
    ['is refused where it could not be read', { units: [unit({ isBroken: true, target: null })] }, 'unreadable'],
    ['is refused where the source has another text now', { units: [unit({ source: ['Wein'] })] }, 'source-changed'],
    ['is refused where the source has more or less now', { units: [body(), body({ id: 'body.1' })] }, 'source-changed'],
    [
      'is refused where somebody wrote it',
      { own: { title: 'De l’eau' }, stamps: { title: 'a' }, stamped: { title: '' } },
      'target-changed',
    ],
    ['is refused where nobody knows', { own: { title: 'De l’eau' }, stamps: { title: 'a' } }, 'no-stamp'],
    ['is refused where somebody emptied it', { stamps: { title: '' }, stamped: { title: 'a' } }, 'target-changed'],
    ['is refused without permission', { mayWrite: false }, 'forbidden'],
    ['is refused where it is too long', { units: [unit({ target: ['L’eau est mouillée'] })] }, 'too-long'],
    ['is refused where there is no such field', { units: [unit({ id: 'nothing' })] }, 'unknown-field'],
    ['is refused where a link is lost', { units: [body({ target: ['Un cahier'] })] }, 'codes'],
    ['is refused where a link is there twice', { units: [body({ target: [LINK, LINK] })] }, 'codes'],
    ['is refused where a link is empty', { units: [body({ target: ['Un', { ...LINK, children: [' '] }] })] }, 'codes'],
    ['is refused with a code that was made up', { units: [unit({ target: [{ ...LINK, id: '9' }] })] }, 'codes'],
  ])('%s', (_name, world, expected) => {
    expect(outcome(world)).toBe(expected);
  });

  it('loses the lines that a tool put into it to indent its file, and keeps those of its source', () => {
    const texts = (source: string): unknown => {
      const written = { title: source };
      const [one] = fieldOutcomes(
        { units: [unit({ source: [source], target: ['L’eau\n    mouille'] })], stamps: {} },
        {
          shapes: { title: { kind: 'plain' } },
          source: written,
          own: null,
          sourceParts: partsOf(written, SHAPES),
          origins: {},
          stamps: {},
          mayWrite: () => true,
        }
      );
      return one?.outcome === 'taken' ? one.targets.get('title') : one;
    };
    expect(texts('Wasser ist nass')).toEqual(['L’eau mouille']);
    expect(texts('Wasser\nist nass')).toEqual(['L’eau\n    mouille']);
  });
});
