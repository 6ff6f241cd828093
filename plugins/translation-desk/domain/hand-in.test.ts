import type { FieldShapes } from './field-text';
import { fieldOutcomes } from './hand-in';
import type { HandedInUnit } from './xliff/read';
import type { Inline } from './xliff/inline';

const SHAPES: FieldShapes = { title: { kind: 'plain', longest: 10 }, body: { kind: 'blocks' } };
const link = { type: 'link', url: '/x', children: [{ type: 'text', text: 'Heft' }] };
const SOURCE = {
  title: 'Wasser',
  body: [{ type: 'paragraph', children: [{ type: 'text', text: 'Ein ' }, link] }],
};
const LINK: Inline = { id: '1', kind: 'link', children: ['Cahier'] };

const unit = (part: Partial<HandedInUnit> = {}): HandedInUnit => ({
  id: 'title',
  line: 5,
  source: ['Wasser'],
  target: ['Eau'],
  isTouched: true,
  ...part,
});
const body = (part: Partial<HandedInUnit> = {}): HandedInUnit =>
  unit({
    id: 'body.0',
    source: ['Ein ', { id: '1', kind: 'link', children: ['Heft'] }],
    target: ['Un ', LINK],
    ...part,
  });

interface World {
  readonly units?: readonly HandedInUnit[];
  readonly own?: object | null;
  readonly stamped?: Readonly<Record<string, string>>;
  readonly stamps?: Readonly<Record<string, string>>;
  readonly mayWrite?: boolean;
}

/** A translation that is missing so far, handed in without a flaw. */
const outcome = ({ units = [unit()], own = null, stamped = {}, stamps = {}, mayWrite = true }: World = {}) => {
  const [one] = fieldOutcomes(
    { units, stamps: stamped },
    { shapes: SHAPES, source: SOURCE, own, stamps, mayWrite: () => mayWrite }
  );
  return one?.outcome === 'refused' ? one.reason : one?.outcome;
};

describe('a field that is handed in', () => {
  it.each<[string, World, string]>([
    ['is taken over', {}, 'taken'],
    ['is taken over with its links', { units: [body()] }, 'taken'],
    ['may lose a blank of the source', { units: [unit({ source: [' Wasser\n'] })] }, 'taken'],
    ['is left alone without a translation', { units: [unit({ target: null })] }, 'untouched'],
    [
      'is left alone where it came back as it went out',
      { units: [unit({ isTouched: false })], own: { title: 'Eau' }, stamps: { title: 'a' }, stamped: { title: 'a' } },
      'untouched',
    ],
    [
      'is taken over as it is, where the file says that somebody looked',
      { own: { title: 'Eau' }, stamps: { title: 'a' }, stamped: { title: 'a' } },
      'taken',
    ],
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
});
