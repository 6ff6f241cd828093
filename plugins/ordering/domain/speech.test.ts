import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';

import en from './messages/en.json';
import { sayRefusal } from './refusal';
import { SHIPPED, speechFor } from './speech';

const placesOf = (elements: readonly MessageFormatElement[]): string[] =>
  elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    const inner = 'options' in element ? Object.values(element.options).flatMap(({ value }) => placesOf(value)) : [];
    return [String(element.value), ...inner];
  });
const places = (message: string): string[] => [...new Set(placesOf(parse(message)))].sort();

describe('the words of ordering', () => {
  it.each(Object.entries(SHIPPED))('%s has every sentence of English, with the same places', (_, messages) => {
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

  it('count as each language counts', () => {
    const most = (locale: string, copies: number) =>
      speechFor(locale)
        .say('rule.most-copies', { most: copies })
        .replace(/[\u2066-\u2069]/g, '');
    expect([1, 2, 5, 22].map((copies) => most('pl', copies))).toEqual([
      'Najwyżej jeden egzemplarz w jednym zamówieniu.',
      'Najwyżej 2 egzemplarze w jednym zamówieniu.',
      'Najwyżej 5 egzemplarzy w jednym zamówieniu.',
      'Najwyżej 22 egzemplarze w jednym zamówieniu.',
    ]);
    expect([1, 3, 5, 21].map((copies) => most('uk', copies))).toEqual([
      'Не більше ніж 1 примірник в одному замовленні.',
      'Не більше ніж 3 примірники в одному замовленні.',
      'Не більше ніж 5 примірників в одному замовленні.',
      'Не більше ніж 21 примірник в одному замовленні.',
    ]);
    expect(most('ar', 2)).toBe('الحد الأقصى في الطلب الواحد: نسختان.');
  });

  it('are English for languages without sentences', () => {
    expect(speechFor('sv').locale).toBe('en');
  });
});

describe('the texts of mails and forms', () => {
  it.each(Object.entries(SHIPPED.fr ?? {}))(
    'in French, %s has no-break spaces before signs that have a space',
    (_key, text) => {
      // U+00A0 before a colon and inside quotation marks, U+202F before a question or exclamation mark.
      const words = text.replace(/[\w-]+: [\w-]+\/[\w-]+/g, ''); // a header of HTTP is no French
      expect(words).not.toMatch(/[^\u00a0]:(?=\s|$)|«[^\u00a0]|[^\u00a0]»|[^\u202f][?!]/);
    }
  );

  /** What stands directly below a salutation. */
  const AFTER_SALUTATION = [
    'mail.received.text',
    'mail.sent.text',
    'mail.cancelled.text',
    'mail.restored.text',
    'waitlist.confirm.text',
    'waitlist.already.text',
    'waitlist.back.text',
    'waitlist.ended.download',
    'waitlist.ended.successor',
    'waitlist.ended.none',
  ] as const;

  it.each(Object.entries(SHIPPED).filter(([locale]) => locale !== 'de'))(
    'in %s go on with a capital after the salutation',
    (_locale, messages) => {
      for (const key of AFTER_SALUTATION) {
        const first = /[\p{L}{]/u.exec((messages as Record<string, string>)[key] ?? '')?.[0] ?? '';
        // Scripts without capitals have none; a title or number begins as it does.
        expect([key, first]).toEqual([key, first.toUpperCase()]);
      }
    }
  );
});
