import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';

import de from './messages/de.json';
import en from './messages/en.json';
import fr from './messages/fr.json';
import { sayRefusal } from './refusal';
import { speechFor } from './speech';

const placesOf = (elements: readonly MessageFormatElement[]): string[] =>
  elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    const inner = 'options' in element ? Object.values(element.options).flatMap(({ value }) => placesOf(value)) : [];
    return [String(element.value), ...inner];
  });
const places = (message: string): string[] => [...new Set(placesOf(parse(message)))].sort();

describe('the words of ordering', () => {
  it.each(Object.entries({ de, fr }))('%s has every sentence of English, with the same places', (_, messages) => {
    expect(Object.keys(messages)).toEqual(Object.keys(en));
    for (const [key, message] of Object.entries(en)) {
      expect([key, places((messages as Record<string, string>)[key] ?? '')]).toEqual([key, places(message)]);
    }
  });

  it('name the rule in the reader’s language, with one and with many', () => {
    const refusal = { rule: 'per-recipient', line: 0, title: 'Heft', most: 1, months: 6 } as const;
    expect(sayRefusal(refusal, speechFor('de-AT'))).toBe(
      'Von „Heft“ höchstens ein Exemplar je Empfänger innerhalb von 6 Monaten, frühere Bestellungen eingerechnet.'
    );
    expect(sayRefusal({ rule: 'country', line: null, country: 'US', countries: ['DE', 'AT'] }, speechFor('en'))).toBe(
      'We do not deliver to United States. We deliver to Germany and Austria.'
    );
  });

  it('are English for languages without sentences', () => {
    expect(speechFor('pl').locale).toBe('en');
  });
});
