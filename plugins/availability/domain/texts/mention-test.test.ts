import fc from 'fast-check';

import { mentionsInHtml } from './html';
import { mentionsInMarkdown } from './markdown';
import { MAX_PARSED, mentionTest } from './mention-test';
import { ADDRESSES } from './test-offers';

const ADDRESS = '/materials/guide';

/** Spells a character so that a parser reads it and a search does not. */
const hidden = (character: string): fc.Arbitrary<string> => {
  const code = character.codePointAt(0) ?? 0;
  const named = { '/': ['&sol;'], '-': [], _: ['&lowbar;', '&UnderBar;'] }[character] ?? [];
  return fc.constantFrom(character, `&#${code};`, `&#x${code.toString(16)};`, `&#0${code};`, ...named);
};
const spelling = (address: string): fc.Arbitrary<string> =>
  fc.tuple(...[...address].map(hidden)).map((characters) => characters.join(''));

describe('the test before parsing', () => {
  const mayMention = mentionTest(ADDRESSES, ['data-material']);

  it.each([
    '',
    'materials/guide',
    'A text.',
    '[a](/elsewhere)',
    '<a href="/elsewhere">a</a>',
    'a & b, c\\\nd',
    '&nbsp;',
  ])('proves that there is none: %j', (text) => expect(mayMention(text)).toBe(false));

  it('says that nothing is in a text that is too long', () => {
    expect(mayMention(ADDRESS.padEnd(MAX_PARSED))).toBe(true);
    expect(mayMention(ADDRESS.padEnd(MAX_PARSED + 1))).toBe(false);
  });

  it.each([
    `[g](\\/materials\\/guide)`,
    `[g](/materials\\/guide)`,
    `[g][1]\n\n[1]: \\/materials/guide`,
    `<https://www.example.org/materials/guide>`,
  ])('does not overlook what Markdown hides: %s', (text) => {
    const { find, mayMention: test } = mentionsInMarkdown(ADDRESSES);
    expect(test(text)).toBe(true);
    expect(find(text)).toHaveLength(1);
  });

  it('overlooks no address, however it is spelt', () => {
    const markdown = mentionsInMarkdown(ADDRESSES);
    const html = mentionsInHtml(ADDRESSES);
    fc.assert(
      fc.property(spelling(ADDRESS), (address) => {
        expect(markdown.find(`[g](${address})`)).toHaveLength(1);
        expect(html.find(`<a href="${address}">g</a>`)).toHaveLength(1);
      })
    );
  });

  it('overlooks no marker, however it is spelt', () => {
    expect(mentionsInHtml(ADDRESSES).find('<P DATA-Material=guide>Order</P>')).toHaveLength(1);
  });

  it('knows an address with an umlaut as people and as browsers write it', () => {
    const { find } = mentionsInMarkdown({ templates: ['/broschüren/{slug}'], siteUrl: '' });
    const reference = { slug: 'heft', locale: null };
    expect(find('[h](/broschüren/heft)')).toMatchObject([{ reference }]);
    expect(find('[h](/brosch%C3%BCren/heft)')).toMatchObject([{ reference }]);
  });

  it('and the parsers agree on what is no address of ours', () => {
    const { find } = mentionsInMarkdown(ADDRESSES);
    const beside = '[g](/materials/guide) ';
    for (const detour of ['[g](materials/guide)', '[g](\\materials\\guide)', '[g](/%6Daterials/guide)']) {
      expect(find(beside + detour)).toHaveLength(1);
    }
  });
});
