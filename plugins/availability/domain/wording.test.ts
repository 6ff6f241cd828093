import fc from 'fast-check';

import { present } from './action';
import { chainProblemsOf, describeChainProblem } from './fallback-choice';
import { decide } from './decision';
import { createSpeaker, MESSAGE_KEYS, SHIPPED, type Messages } from './speech';
import { catalogue, material, settings, version } from './test-catalogue';
import { catalogueOf, describeProblem, placesOf, problemsOf } from './wording';

const DOWNLOAD = 'accessible.download' as const; // {title} and {details}

describe('a text for a message', () => {
  it('is taken as every shipped one is', () => {
    for (const messages of Object.values(SHIPPED)) {
      for (const key of MESSAGE_KEYS) expect([key, problemsOf(key, messages[key])]).toEqual([key, []]);
    }
  });

  it.each([
    ['', 'empty', 0, ''],
    [' \u00a0', 'empty', 0, ''],
    ['x'.repeat(301), 'too-long', 300, '301'],
    ['Zeile\n{title} {details}', 'sign', 5, ''],
    ['\u202e{title} {details}', 'sign', 0, ''],
    ['Das <b>{title}</b> {details}', 'html', 4, '<b'],
    ['{title}&nbsp;{details}', 'html', 7, '&nbsp;'],
    ['PDF {title ({details})', 'syntax', 4, 'MALFORMED_ARGUMENT'],
    ['PDF {title} {details', 'syntax', 12, 'EXPECT_ARGUMENT_CLOSING_BRACE'],
    ['PDF {} {title} {details}', 'syntax', 4, 'EMPTY_ARGUMENT'],
    ['PDF {title} {details} {name}', 'unknown-place', 22, 'name'],
    ['{title} {details, number}', 'format', 8, 'details'],
    ['{title} {details, plural, one {x} other {y}}', 'format', 8, 'details'],
    ['{title}', 'missing-place', 7, 'details'],
    ["l'{title} {details}", 'missing-place', 19, 'title'], // an apostrophe before a brace quotes it
  ])('“%s” is refused: %s at %d', (text, kind, offset, what) => {
    expect(problemsOf(DOWNLOAD, text)[0]).toMatchObject({ kind, offset, what, line: 1, column: offset + 1 });
  });

  it('names every wrong place, and says what may stand there', () => {
    const problems = problemsOf(DOWNLOAD, '{titel} {details}');
    expect(problems.map(describeProblem)).toEqual([
      'line 1, column 1: {titel} is not known here. Use {title}, {details}.',
      '{title} is missing: without it readers would not be told. Put it in.',
    ]);
    expect(describeProblem(problemsOf('notice.out-of-print', 'Weg. {date}')[0] as never)).toContain('no places');
  });

  it('that is taken can be said, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...MESSAGE_KEYS),
        fc.array(fc.oneof(fc.string(), fc.constantFrom('{', '}', "'", '#', '<', '{title}', '{label}', '{date}'))),
        (key, parts) => {
          const text = [...parts, ...placesOf(key).map((name) => `{${name}}`)].join('');
          if (problemsOf(key, text).length > 0) return;
          const speak = createSpeaker('de', catalogueOf({ de: { [key]: text } }));
          const values = Object.fromEntries(placesOf(key).map((name) => [name, `«${name}»`]));
          const said = speak('de').say(key, values);
          for (const name of placesOf(key)) expect(said).toContain(`«${name}»`);
        }
      ),
      { numRuns: 2_000 }
    );
  });
});

describe('the texts that somebody wrote', () => {
  const order = (texts: Parameters<typeof catalogueOf>[0], locale: string) =>
    createSpeaker('de', catalogueOf(texts))(locale).say('label.order');

  it('go before the shipped ones, in their own language', () => {
    const texts = { de: { 'label.order': 'Kostenlos bestellen' } };
    expect([order(texts, 'de'), order(texts, 'en'), order(texts, 'de-AT')]).toEqual([
      'Kostenlos bestellen',
      'Order',
      'Kostenlos bestellen',
    ]);
  });

  it('of a region go before those of its language', () => {
    const texts = { 'de-AT': { 'label.order': 'Anfordern' }, de: { 'label.successor': 'Weiter' } };
    const speak = createSpeaker('de', catalogueOf(texts));
    expect([speak('de-AT').say('label.order'), speak('de-AT').say('label.successor')]).toEqual(['Anfordern', 'Weiter']);
    expect(speak('de').say('label.order')).toBe('Bestellen');
  });

  it('of a language that is not shipped wait until it is whole', () => {
    const whole = Object.fromEntries(MESSAGE_KEYS.map((key) => [key, `sv ${key}`])) as Messages;
    const { 'label.order': _without, ...part } = whole;
    expect(order({ sv: part }, 'sv')).toBe('Bestellen');
    expect(order({ sv: whole }, 'sv')).toBe('sv label.order');
  });

  it('keep the words of the button in its accessible label, though they were changed apart', () => {
    const speak = createSpeaker('de', catalogueOf({ de: { 'label.order': 'Kostenlos anfordern' } }));
    const facts = catalogue(material({ versions: [version({ title: 'SozPad' })] }));
    const decision = decide({ documentId: 'guide', locale: 'de', audience: 'public' }, facts, settings());
    expect(decision && present(decision, speak).accessibleLabel).toBe('Kostenlos anfordern: SozPad bestellen');
  });
});

describe('a fallback chain that somebody wrote', () => {
  const problems = (chain: readonly string[]) =>
    chainProblemsOf('fr', chain, ['de', 'en', 'fr']).map((problem) =>
      describeChainProblem(problem, ['de', 'en', 'fr'])
    );

  it('names known locales, each once, and not itself', () => {
    expect([problems(['en', 'de']), problems([])]).toEqual([[], []]);
    expect(problems(['en', 'sv', 'fr', 'en'])).toEqual([
      'this site has no locale “sv”. Use de, en, fr.',
      '“fr” is always looked at first and would lead round in a circle. Leave it out.',
      '“en” stands there twice. Name it once.',
    ]);
  });
});
