import { SHIPPED, speechFor } from './speech';
import { isEnded, parseWaiting, placesToTell, writeToWaiting, type Supply } from './waitlist';

const supply = (differs: Partial<Supply>): Supply => ({
  availability: 'in-stock',
  quantity: 3,
  told: 0,
  ordered: 0,
  ...differs,
});

describe('how many are told', () => {
  it.each<[string, Partial<Supply>, number]>([
    ['as many as there are copies', {}, 3],
    ['nobody a second time for the same copies', { told: 3 }, 0],
    ['nobody when one of those told has ordered', { quantity: 2, told: 3, ordered: 1 }, 0],
    ['more when more copies come', { quantity: 4, told: 3, ordered: 1 }, 2],
    ['nobody when others were quicker', { quantity: 0, told: 1, ordered: 3 }, 0],
    ['as many as there are copies when more were ordered than told', { quantity: 2, told: 1, ordered: 5 }, 2],
    ['no fewer because orders were cancelled', { quantity: 4, told: 3, ordered: -1 }, 1],
    ['all, where copies are not counted', { quantity: null, told: 9 }, Infinity],
    ['all, where copies are printed on demand', { availability: 'on-demand', quantity: 0 }, Infinity],
  ])('%s', (_, differs, places) => {
    expect(placesToTell(supply(differs))).toBe(places);
  });
});

describe('a wish to be told', () => {
  const wish = { material: 'guide', locale: 'de', email: ' ada@example.org ' };

  it('names a material, a language and an address', () => {
    expect(parseWaiting({ ...wish, website: '' })).toEqual({
      ok: true,
      value: { ...wish, email: 'ada@example.org', website: '' },
    });
  });

  it.each([
    ['email', { ...wish, email: 'ada' }],
    ['email', { ...wish, email: `${'a'.repeat(250)}@example.org` }],
    ['material', { ...wish, material: '../x' }],
    ['locale', { ...wish, locale: 7 }],
    ['website', { ...wish, website: 'https://example.org' }],
  ])('is refused with the field %s named', (field, data) => {
    const parsed = parseWaiting(data);
    expect(parsed.ok ? [] : parsed.problems.map(({ path }) => path[0])).toEqual([field]);
  });

  it.each([null, 'ada', [], { ...wish, state: 'waiting' }])('is refused when it is %j', (data) => {
    expect(parseWaiting(data).ok).toBe(false);
  });
});

describe('a mail to somebody who waits', () => {
  const about = {
    title: 'Der Wegweiser',
    placeUrl: 'https://example.org/waitlist#t',
    orderUrl: 'https://example.org/order',
    action: 'order',
    days: 7,
  };
  const whileWaiting = ['confirm', 'already', 'back'] as const;

  it.each(['de', 'en', 'fr'])('has a link to its place, in %s', (locale) => {
    for (const mail of whileWaiting) {
      const { subject, text } = writeToWaiting(mail, about, speechFor(locale));
      expect(subject).toContain('Der Wegweiser');
      expect(text.split('\n')).toContain(about.placeUrl);
    }
    expect(writeToWaiting('back', about, speechFor(locale)).text).toContain(about.orderUrl);
  });

  it.each(Object.keys(SHIPPED))('says with the last mail where to go instead, in %s', (locale) => {
    const textOf = (action: string) => writeToWaiting('ended', { ...about, action }, speechFor(locale)).text;
    expect(textOf('download')).toContain(about.orderUrl);
    expect(textOf('successor')).toContain(about.orderUrl);
    expect(textOf('none')).not.toContain('https://');
    // The address is deleted: there is no place to look at.
    expect(textOf('download')).not.toContain(about.placeUrl);
  });

  it.each([
    ['ar', /مجدد|ثانية/],
    ['de', /wieder|erneut/],
    ['en', /\b(again|back)\b/],
    ['es', /vuel[tv]|de nuevo/],
    ['fr', /retour|nouveau/],
    ['it', /di nuovo|torn/],
    ['nl', /\b(weer|opnieuw|terug)\b/],
    ['pl', /ponownie|znowu/],
    ['tr', /yeniden|tekrar/],
    ['uk', /знову/],
  ])('does not say that copies come back, for there may never have been any, in %s', (locale, back) => {
    for (const mail of whileWaiting) {
      expect(writeToWaiting(mail, about, speechFor(locale)).subject).not.toMatch(back);
      expect(speechFor(locale).say(`waitlist.${mail}.text`, about)).not.toMatch(back);
    }
  });
});

describe('an end', () => {
  it.each([
    ['out-of-print', true],
    ['replaced', true],
    ['withdrawn', true],
    ['reprinting', false],
    ['reprint-undecided', false],
    ['out-of-stock', false],
    ['not-yet-available', false],
    ['in-stock', false],
    [null, false],
  ])('of all waiting is %s: %s', (availability, is) => expect(isEnded(availability)).toBe(is));
});
