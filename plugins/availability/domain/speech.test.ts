import { TYPE, parse, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';

import { WORDS } from '../../../packages/client/src/words';
import { present } from './action';
import { AVAILABILITIES } from './availability';
import { decide } from './decision';
import { directionOf, isolated } from './direction';
import type { StockStatus } from './facts';
import { createSpeaker, MESSAGE_KEYS, SHIPPED, type MessageKey } from './speech';
import { catalogue, edition, material, pdf, settings, version } from './test-catalogue';

const LANGUAGES = ['de', 'en', 'fr', 'es', 'it', 'pl', 'nl', 'tr', 'uk', 'ar'] as const;
const speak = createSpeaker('de');

const placesIn = (message: string): string[] => {
  const names = (elements: readonly MessageFormatElement[]): string[] =>
    elements.flatMap((element) => (element.type === TYPE.argument ? [element.value] : []));
  return [...new Set(names(parse(message, { ignoreTag: true })))].sort();
};

const actionsIn = (locale: string, differs: Partial<StockStatus> = {}) =>
  [...AVAILABILITIES, null].flatMap((availability) =>
    [locale, locale === 'de' ? 'en' : 'de'].map((fileLocale) => {
      const files = { pdf: pdf(), otherFiles: { accessible: pdf(), 'easy-language': pdf() } };
      const own = fileLocale === locale;
      const facts = catalogue(
        material({
          versions: [
            version({ locale, title: 'SozPad', ...(own ? files : {}) }),
            ...(own ? [] : [version({ locale: fileLocale, title: 'SozPad', ...files })]),
          ],
          editions: availability ? [edition({ availability, successor: 'newer', ...differs })] : [],
        }),
        material({ documentId: 'newer', versions: [version({ locale, title: 'Zwei' })] })
      );
      const ask = { documentId: 'guide', locale, audience: 'public' } as const;
      const decision = decide(ask, facts, settings({ locales: [locale, fileLocale] }));
      if (!decision) throw new Error('There is always an answer about what is published.');
      return present(decision, speak);
    })
  );

describe('the shipped texts', () => {
  it('are there in ten languages, for the web component, too', () => {
    expect(Object.keys(SHIPPED).sort()).toEqual([...LANGUAGES].sort());
    expect(Object.keys(WORDS).sort()).toEqual([...LANGUAGES].sort());
  });

  describe.each(LANGUAGES)('in %s', (locale) => {
    const messages = SHIPPED[locale] ?? ({} as Record<MessageKey, string>);

    it('have every message, with the same places to fill', () => {
      expect(Object.keys(messages)).toEqual(MESSAGE_KEYS);
      for (const key of MESSAGE_KEYS)
        expect([key, placesIn(messages[key])]).toEqual([key, placesIn(SHIPPED.en?.[key] ?? '')]);
    });

    it('keep the words of the button in its accessible label', () => {
      const labels = actionsIn(locale).flatMap(({ label, accessibleLabel, otherFiles = [] }) => [
        ...(label === null ? [] : [{ label, accessibleLabel }]),
        ...otherFiles,
      ]);
      expect(labels.length).toBeGreaterThan(20);
      for (const { label, accessibleLabel } of labels) {
        expect(accessibleLabel?.toLowerCase()).toContain(label.toLowerCase());
        expect(accessibleLabel).toMatch(/SozPad|Zwei/);
        // Nothing had to be mended: the texts fit together by themselves.
        expect(accessibleLabel?.split(label).length).toBeLessThanOrEqual(2);
      }
    });

    it('name days, sizes and languages as the language does', () => {
      const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.UTC(2031, 2, 1));
      const size = new Intl.NumberFormat(locale, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 });
      const other = locale === 'de' ? 'en' : 'de';
      const language = new Intl.DisplayNames([locale], { type: 'language' }).of(other) ?? '';
      const late = actionsIn(locale, { expectedOn: '2026-03-01' }).map(({ notice }) => notice ?? '');
      const actions = actionsIn(locale, { expectedOn: '2031-03-01' });
      const dated = actions.filter(
        ({ availability }) => availability === 'reprinting' || availability === 'not-yet-available'
      );
      for (const { notice } of dated) expect(notice).toContain(day);
      for (const { notice } of actions) expect(notice ?? '').not.toMatch(/[{}]|\.\.|\s[.,]/);
      for (const notice of late) expect(notice).not.toMatch(/\.\./);
      const abroad = actions.find(({ type, file }) => type === 'download' && file?.locale === other);
      expect(abroad?.label).toContain(language);
      expect(abroad?.accessibleLabel).toContain(size.format(1.234567));
      expect(abroad?.otherFiles?.map(({ label }) => label.includes(language))).toEqual([true, true]);
      expect(abroad?.locale).toBe(locale);
    });

    it('say something else of each state', () => {
      const notices = actionsIn(locale).map(({ notice }) => notice);
      expect(new Set(notices.filter((notice) => notice !== null)).size).toBe(AVAILABILITIES.length); // in-stock says nothing, no stock status does
    });
  });

  it('of Arabic fence off what runs from left to right', () => {
    const [action] = actionsIn('ar');
    expect(directionOf('ar')).toBe('rtl');
    expect(action?.accessibleLabel).toBe('طلب نسخة: \u2068SozPad\u2069');
    expect(isolated('كتيّب', 'rtl')).toBe('كتيّب');
    expect(isolated('كتيّب', 'ltr')).toBe('\u2068كتيّب\u2069');
  });
});

describe('the French texts', () => {
  it.each(Object.entries(SHIPPED.fr ?? {}))(
    '%s has no-break spaces where French has a space before a sign',
    (_key, text) => {
      // U+00A0 before a colon and inside quotation marks, U+202F before a question or exclamation mark.
      expect(text).not.toMatch(/[^\u00a0]:(?!\/\/)|«[^\u00a0]|[^\u00a0]»|[^\u202f][?!]/);
    }
  );
});
