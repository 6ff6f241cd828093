import {
  fieldStateOf,
  notesAfter,
  notesConfirmed,
  notesUnconfirmed,
  type FieldsParts,
  type Note,
} from './translation-note';

/** Fields by the words of their parts: a fingerprint may be any name. */
const fields = (texts: Readonly<Record<string, string>>): FieldsParts =>
  Object.fromEntries(
    Object.entries(texts).map(([field, text]) => [field, { own: text, parts: text === '' ? [] : text.split('|') }])
  );

const state = (notes: readonly Note[], own: FieldsParts, source: FieldsParts, field = 'body') =>
  fieldStateOf(
    notes.find((note) => note.field === field && note.own === own[field]?.own),
    source[field]?.parts ?? []
  );

/** A translation of one field, step by step: what the source says, and what the translation then becomes. */
const afterSteps = (...steps: readonly [source: string, own: string][]) => {
  let notes: readonly Note[] = [];
  let last: [FieldsParts, FieldsParts] = [{}, {}];
  for (const [source, own] of steps) {
    last = [fields({ body: own }), fields({ body: source })];
    notes = notesAfter(notes, [last[0]], last[1]);
  }
  return state(notes, ...last);
};

describe('a translation', () => {
  it.each<[string, readonly [string, string][], string]>([
    ['is current right after it was made', [['A|B', 'a|b']], 'current'],
    ['is incomplete where only a part was made', [['A|B', 'a']], 'incomplete'],
    ['is incomplete where there is none', [['A|B', '']], 'incomplete'],
    ['is current where it says more than the source', [['A', 'a|x']], 'current'],
    [
      'is outdated where a part of the source changed',
      [
        ['A|B', 'a|b'],
        ['A2|B', 'a|b'],
      ],
      'outdated',
    ],
    [
      'stays outdated where only another part is corrected',
      [
        ['A|B', 'a|b'],
        ['A2|B', 'a|b'],
        ['A2|B', 'a|bb'],
      ],
      'outdated',
    ],
    [
      'stays outdated where one of two changed parts is translated',
      [
        ['A|B|C', 'a|b|c'],
        ['A2|B2|C', 'a|b|c'],
        ['A2|B2|C', 'a2|b|c'],
      ],
      'outdated',
    ],
    [
      'is current where both are, one after the other',
      [
        ['A|B', 'a|b'],
        ['A2|B2', 'a|b'],
        ['A2|B2', 'a2|b'],
        ['A2|B2', 'a2|b2'],
      ],
      'current',
    ],
    [
      'stays outdated where the second of two new parts is translated first',
      [
        ['A', 'a'],
        ['N|M|A', 'a'],
        ['N|M|A', 'm|a'],
      ],
      'outdated',
    ],
    [
      'is current where the first of them follows',
      [
        ['A', 'a'],
        ['N|M|A', 'a'],
        ['N|M|A', 'm|a'],
        ['N|M|A', 'n|m|a'],
      ],
      'current',
    ],
    [
      'stays incomplete where one of two parts was translated, one of them goes, and nobody knows which',
      [
        ['A|B|C', 'b|c'],
        ['A|C', 'b|c'],
        ['A|C', 'b|cc'],
      ],
      'incomplete',
    ],
    [
      'stays outdated where only the first half of what was translated in two parts is changed',
      [
        ['A', 'a1|a2'],
        ['A2', 'a1|a2'],
        ['A2', 'b1|a2'],
      ],
      'outdated',
    ],
    [
      'is current where the other half is changed, too',
      [
        ['A', 'a1|a2'],
        ['A2', 'a1|a2'],
        ['A2', 'b1|a2'],
        ['A2', 'b1|b2'],
      ],
      'current',
    ],
    [
      'is outdated where one of its halves goes',
      [
        ['A', 'a1|a2'],
        ['A', 'a2'],
      ],
      'outdated',
    ],
    [
      'stays outdated where the rest was corrected before',
      [
        ['A', 'a1|a2'],
        ['A', 'a1|aa'],
        ['A2', 'a1|aa'],
        ['A2', 'b1|aa'],
      ],
      'outdated',
    ],
    [
      'stays outdated where a remark of its own is corrected beside a part that was added',
      [
        ['A', 'x|a'],
        ['N|A', 'x|a'],
        ['N|A', 'y|a'],
      ],
      'outdated',
    ],
    [
      'is outdated where a part was added on top',
      [
        ['A|B', 'a|b'],
        ['N|A|B', 'a|b'],
      ],
      'outdated',
    ],
    [
      'is current where that one is translated',
      [
        ['A|B', 'a|b'],
        ['N|A|B', 'a|b'],
        ['N|A|B', 'n|a|b'],
      ],
      'current',
    ],
    [
      'is outdated where a part is gone',
      [
        ['A|B', 'a|b'],
        ['B', 'a|b'],
      ],
      'outdated',
    ],
    [
      'is current where it goes from the translation',
      [
        ['A|B', 'a|b'],
        ['B', 'a|b'],
        ['B', 'b'],
      ],
      'current',
    ],
    [
      'is outdated where parts change places',
      [
        ['A|B', 'a|b'],
        ['B|A', 'a|b'],
      ],
      'outdated',
    ],
    [
      'is current where they do so in the translation',
      [
        ['A|B', 'a|b'],
        ['B|A', 'a|b'],
        ['B|A', 'b|a'],
      ],
      'current',
    ],
    [
      'is outdated where it alone changes places',
      [
        ['A|B', 'a|b'],
        ['A|B', 'b|a'],
      ],
      'outdated',
    ],
    [
      'is outdated where it loses a part',
      [
        ['A|B', 'a|b'],
        ['A|B', 'a'],
      ],
      'outdated',
    ],
    [
      'stays current where one of its parts is split',
      [
        ['A|B', 'a|b'],
        ['A|B', 'a1|a2|b'],
      ],
      'current',
    ],
    [
      'is current again when the source takes its change back',
      [
        ['A', 'a'],
        ['A2', 'a'],
        ['A', 'a'],
      ],
      'current',
    ],
    [
      'is current where the new text is written below and the old one goes',
      [
        ['A', 'a'],
        ['A2', 'a'],
        ['A2', 'a|n'],
        ['A2', 'n'],
      ],
      'current',
    ],
  ])('%s', (_name, steps, expected) => {
    expect(afterSteps(...steps)).toBe(expected);
  });

  it('is outdated again when a draft that caught up is discarded', () => {
    const [source, changed] = [fields({ body: 'A' }), fields({ body: 'A2' })];
    const [old, renewed] = [fields({ body: 'a' }), fields({ body: 'a2' })];
    const notes = notesAfter(notesAfter([], [old], source), [renewed, old], changed);
    expect(state(notes, renewed, changed)).toBe('current');
    expect(state(notesAfter(notes, [old, old], changed), old, changed)).toBe('outdated');
  });

  it('that was there before anybody looked counts as right, as far as it is there', () => {
    const [own, source] = [fields({ body: 'a', lead: '' }), fields({ body: 'A|B', lead: 'L' })];
    const notes = notesAfter([], [own], source, { outdated: [] });
    expect(state(notes, own, source)).toBe('current');
    expect(state(notes, own, source, 'lead')).toBe('incomplete');
    expect(state(notesAfter([], [own], source, { outdated: ['body'] }), own, source)).toBe('outdated');
  });
});

describe('a word that a text is right as it stands', () => {
  const by = { by: 'Alma', at: '2027-01-01T00:00:00.000Z' };
  const own = fields({ body: 'a|b', lead: '' });
  const changed = fields({ body: 'A2|B', lead: 'L' });
  const made = notesAfter(notesAfter([], [own], fields({ body: 'A|B', lead: '' })), [own], changed);
  const confirmed = notesConfirmed(made, ['body', 'lead'], own, changed, by);

  it('holds for the source as it is, and says who said so', () => {
    expect(state(confirmed, own, changed)).toBe('current');
    expect(state(confirmed, own, changed, 'lead')).toBe('current');
    expect(confirmed.map(({ confirmation }) => confirmation?.by)).toEqual(['Alma', 'Alma']);
  });

  it('holds while the translation is corrected', () => {
    const corrected = { ...own, ...fields({ body: 'a|bb' }) };
    const notes = notesAfter(confirmed, [corrected], changed);
    expect(state(notes, corrected, changed)).toBe('current');
  });

  it('ends with the next change of the source', () => {
    const again = { ...changed, ...fields({ body: 'A2|B2' }) };
    expect(state(notesAfter(confirmed, [own], again), own, again)).toBe('outdated');
  });

  it('can be taken back', () => {
    expect(notesUnconfirmed(confirmed, ['body', 'lead'], own)).toEqual(made);
  });
});
