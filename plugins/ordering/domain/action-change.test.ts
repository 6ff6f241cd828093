import { actionChanged, changedLocales, toActionTexts } from './action-change';

const order = { type: 'order', url: '/order' };
const download = { type: 'download', url: '/heft.pdf' };
const at = '2027-03-01T10:00:00.000Z';

describe('a changed action', () => {
  it('names the languages that changed, and what they were', () => {
    const before = toActionTexts([
      ['de', order],
      ['en', order],
    ]);
    const now = toActionTexts([
      ['de', download],
      ['en', order],
    ]);
    expect(actionChanged('m', before, now, [], at)).toEqual({
      event: 'material.action.changed',
      createdAt: at,
      material: 'm',
      locales: ['de'],
      changes: { de: { old: order, new: download } },
      newsArticles: [],
    });
  });

  it('is none when only the order of keys is another', () => {
    const before = toActionTexts([['de', { url: '/order', type: 'order' }]]);
    expect(actionChanged('m', before, toActionTexts([['de', order]]), [], at)).toBeNull();
  });

  it('also tells that a material came or went', () => {
    const shown = toActionTexts([['de', order]]);
    const hidden = toActionTexts([['de', null]]);
    expect(changedLocales(hidden, shown)).toEqual(['de']);
    expect(actionChanged('m', shown, hidden, [], at)?.changes).toEqual({ de: { old: order, new: null } });
  });
});
