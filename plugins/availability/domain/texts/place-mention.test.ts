import { mentionsInMarkdown } from './markdown';
import { addressFor, placeCallToAction, placeMention } from './place-mention';
import { ADDRESSES } from './test-offers';
import { applyEdits } from './text-mention';

const { find } = mentionsInMarkdown(ADDRESSES);
const material = { title: 'Guide [2nd] *edition*' };

/** `|` is where the cursor is, two of them what is selected. */
const placed = (marked: string, place: typeof placeMention | 'call'): string | null => {
  const start = marked.indexOf('|');
  const end = marked.lastIndexOf('|') === start ? start : marked.lastIndexOf('|') - 1;
  const text = marked.replaceAll('|', '');
  const edit =
    place === 'call'
      ? placeCallToAction(text, start, material, '/materials/guide', find)
      : place(text, { start, end }, material, '/materials/guide', find);
  return edit && applyEdits(text, [edit]);
};

const TITLE = String.raw`Guide \[2nd\] \*edition\*`;

describe('a mention that is placed in Markdown', () => {
  it.each([
    ['More in |.', `More in [${TITLE}](/materials/guide).`],
    ['More in |our *guide*| here', 'More in [our *guide*](/materials/guide) here'],
    ['More in |our [guide| here', String.raw`More in [our \[guide](/materials/guide) here`],
    ['[our gu|ide](/materials/other "t")', '[our guide](/materials/guide "t")'],
    ['[Or|der](/materials/other "call-to-action")', `[${TITLE}](/materials/guide "call-to-action")`],
    ['| |', `[${TITLE}](/materials/guide)`],
  ])('%j becomes %j', (before, after) => expect(placed(before, placeMention)).toBe(after));

  it.each(['`code | here`', '    | indented', '```\n|\n```', '<!-- | -->'])('has no place in %j', (text) =>
    expect(placed(text, placeMention)).toBeNull()
  );
});

describe('a call to action that is placed in Markdown', () => {
  const call = `[${TITLE}](/materials/guide "call-to-action")`;
  it.each([
    ['|', call],
    ['a\n\n|\n\nb', `a\n\n${call}\n\nb`],
    ['a\n|\nb', `a\n\n${call}\n\nb`],
    ['a\r\n\r\n|', `a\r\n\r\n${call}`],
  ])('in %j is %j', (before, after) => expect(placed(before, 'call')).toBe(after));

  it.each(['a|', 'a\n\n`|`', '```\n|\n```'])('has no place in %j', (text) => expect(placed(text, 'call')).toBeNull());
});

it('takes the place of an “@” that asked for it', () => {
  const typed = { start: 6, end: 7, isReplaced: true };
  const edit = placeMention('More: @.', typed, material, '/materials/guide', find);
  expect(edit && applyEdits('More: @.', [edit])).toBe(`More: [${TITLE}](/materials/guide).`);
});

it('is written under the address of the configuration', () => {
  const one = { documentId: 'a b', slug: 'guide' };
  expect(addressFor('/materials/{documentId}', one)).toBe('/materials/a%20b');
  expect(addressFor('/m/{slug}?l={locale}', one, 'de')).toBe('/m/guide?l=de');
  expect(addressFor('/m/{slug}', { ...one, slug: null })).toBe('/m/a%20b');
});
