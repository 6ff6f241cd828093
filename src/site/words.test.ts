import de from './words/de.json';
import en from './words/en.json';
import fr from './words/fr.json';

import { speechIn } from './words';

const placesIn = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

describe('the words of the site', () => {
  it.each([
    ['en', en],
    ['fr', fr],
  ])('are all there in %s, with the same places', (_, words: Record<string, string>) => {
    expect(Object.keys(words).sort()).toEqual(Object.keys(de).sort());
    for (const [key, text] of Object.entries(de))
      expect([key, placesIn(words[key] ?? '')]).toEqual([key, placesIn(text)]);
  });

  it('hold French signs together with the words before them', () => {
    for (const [key, text] of Object.entries(fr)) {
      expect([key, text]).toEqual([
        key,
        expect.not.stringMatching(/[^\u00a0]: |[^\u202f\u00a0][?!;]|«[^\u00a0]|[^\u00a0]»/),
      ]);
    }
    expect(speechIn('fr').colon).toBe('\u00a0: ');
  });

  it('fill in values, dollar signs included', () => {
    expect(speechIn('en').say('status.number', { number: '$&' })).toBe('Order $&');
  });
});
