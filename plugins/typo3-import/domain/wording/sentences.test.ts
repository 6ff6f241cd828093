import { sentencesOf } from './sentences';

const split = (text: string, locale = 'de'): string[] =>
  sentencesOf(text, locale).map(({ start, end }) => text.slice(start, end));

it.each([
  ['Eins. Zwei! Drei?', ['Eins.', 'Zwei!', 'Drei?']],
  ['Es gibt z. B. Hefte und u.a. Poster. Und mehr.', ['Es gibt z. B. Hefte und u.a. Poster.', 'Und mehr.']],
  ['Am 3. März erschien Nr. 5. Es ist vergriffen.', ['Am 3. März erschien Nr. 5.', 'Es ist vergriffen.']],
  ['Herr Dr. Beispiel sprach. Danach Kaffee.', ['Herr Dr. Beispiel sprach.', 'Danach Kaffee.']],
  ['Zeile eins\nZeile zwei', ['Zeile eins', 'Zeile zwei']],
  ['  Eins.   Zwei.  ', ['Eins.', 'Zwei.']],
  ['', []],
])('%j are sentences', (text, sentences) => {
  expect(split(text)).toEqual(sentences);
});

it('leaves no letter out', () => {
  const text = 'Am 12. u. 13. Mai, d. h. bald: „Los!“ Ja… Nein.\nEnde';
  expect(split(text).join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
});
