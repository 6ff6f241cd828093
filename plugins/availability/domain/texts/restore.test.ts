import fc from 'fast-check';

import type { Mentioned } from '../mention';
import { mentionsInHtml } from './html';
import { mentionsInMarkdown } from './markdown';
import { restoreText } from './restore';
import { ADDRESSES, offering } from './test-offers';
import { resolveText, type FindMentions } from './text-mention';

const ORDER = offering({ type: 'order', url: '/order?material=guide&locale=en', label: 'Order', notice: null });
const DOWNLOAD = offering();
const STATES = [ORDER, DOWNLOAD, null];

/** What is stored after somebody read a text while the guide offered something, changed it and sent it back. */
const sentBack = (
  find: FindMentions,
  stored: string,
  offered: Mentioned | null,
  change: (read: string) => string = (read) => read
): string => {
  const mentions = find(stored);
  const written = change(resolveText(stored, mentions, () => offered));
  return restoreText(
    stored,
    written,
    mentions,
    STATES.map((state) => () => state)
  );
};

const MARKDOWN =
  'The [*guide*](/materials/guide "t") says it.\r\n\r\n[Order here](/materials/guide "call-to-action")\r\n\r\nSee [page 2](/materials/guide).';
const HTML = '<p>The <a class=x href="/materials/guide">guide</a>.</p><p data-material="guide">Order <b>here</b></p>';

describe.each([
  ['Markdown', mentionsInMarkdown(ADDRESSES).find, MARKDOWN, ' says it'],
  ['HTML', mentionsInHtml(ADDRESSES).find, HTML, '.</p>'],
] as const)('%s that was read and is sent back', (_, find, stored, afterTheFirst) => {
  it.each([
    ['to order', ORDER],
    ['to download', DOWNLOAD],
    ['nothing', null],
  ])('is stored as it was, when the guide was there %s', (_offer, offered) => {
    expect(sentBack(find, stored, offered)).toBe(stored);
  });

  it.each([
    ['to order', ORDER],
    ['to download', DOWNLOAD],
    ['nothing', null],
  ])('keeps its mentions when other words changed, and the guide was there %s', (_offer, offered) => {
    const change = (read: string): string => `Before. ${read.replace('The ', 'This ')} After.`;
    expect(sentBack(find, stored, offered, change)).toBe(change(stored));
  });

  it('loses the mention that was taken out, and no other', () => {
    const change = (read: string): string => read.slice(read.indexOf(afterTheFirst));
    expect(sentBack(find, stored, DOWNLOAD, change)).toBe(change(stored));
    expect(find(sentBack(find, stored, DOWNLOAD, change))).toHaveLength(find(stored).length - 1);
  });

  it('is stored as it is written where nothing of it is left', () => {
    expect(sentBack(find, stored, DOWNLOAD, () => 'Other words.')).toBe('Other words.');
  });

  it('keeps its mentions whatever is written before and after', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.constantFrom(...STATES), (before, after, offered) => {
        const change = (read: string): string => before + read + after;
        fc.pre(!change('').includes('guide'));
        expect(sentBack(find, stored, offered, change)).toBe(change(stored));
      })
    );
  });
});

describe('a text that is sent back', () => {
  const { find } = mentionsInMarkdown(ADDRESSES);

  it('keeps a link to the PDF that its writer put there', () => {
    const stored = 'Read the [guide](/materials/guide), or the [file itself](/uploads/guide.pdf).';
    const change = (read: string): string => `${read} Bye.`;
    expect(sentBack(find, stored, DOWNLOAD, change)).toBe(`${stored} Bye.`);
  });

  it('keeps a mention whose words were changed', () => {
    expect(
      sentBack(find, 'a [g](/materials/guide) b', ORDER, () => 'x [the whole guide](/order?material=guide&locale=en) y')
    ).toBe('x [the whole guide](/materials/guide) y');
  });

  it('takes bounded time', () => {
    const stored = 'Some [words](/materials/guide). '.repeat(2000);
    const start = process.cpuUsage().user;
    sentBack(find, stored, ORDER, (read) => read.toUpperCase());
    expect(process.cpuUsage().user - start).toBeLessThan(10_000_000);
  });
});
