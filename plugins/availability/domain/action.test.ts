import { present } from './action';
import { decide } from './decision';
import type { Locale, MaterialVersion, StockStatus } from './facts';
import { createSpeaker } from './speech';
import { catalogue, edition, material, pdf, settings, version } from './test-catalogue';

const sayFor = (locale: Locale, stock: Partial<StockStatus>, row: Partial<MaterialVersion> = {}) => {
  const facts = catalogue(material({ versions: [version({ title: 'SozPad', ...row })], editions: [edition(stock)] }));
  const decision = decide({ documentId: 'guide', locale, audience: 'public' }, facts, settings());
  return decision && present(decision, createSpeaker('de'));
};

describe('the words of an action', () => {
  it('are those of the contract, in German', () => {
    expect(sayFor('de', { availability: 'out-of-print' }, { pdf: pdf() })).toMatchObject({
      type: 'download',
      label: 'PDF herunterladen',
      accessibleLabel: 'SozPad als PDF herunterladen (1,2 MB, Deutsch)',
      notice: 'Die gedruckte Ausgabe ist vergriffen.',
      locale: 'de',
      availability: 'out-of-print',
      onixCode: '42',
      schemaOrg: 'https://schema.org/Discontinued',
      file: { sizeInBytes: 1234567, locale: 'de' },
    });
  });

  it('say in which language a PDF is, where it is not the page’s', () => {
    expect(sayFor('fr', { availability: 'out-of-print' }, { pdf: pdf() })).toMatchObject({
      label: 'Télécharger le PDF (allemand)',
      accessibleLabel: expect.stringMatching(/^Télécharger le PDF \(allemand\)\u00a0: SozPad \(1,2\sMo, allemand\)$/),
      locale: 'fr',
    });
  });

  it.each(['de', 'en', 'fr'])(
    'contain the visible label in the accessible one, so that it can be spoken to (%s)',
    (locale) => {
      for (const row of [{ pdf: pdf() }, {}]) {
        for (const availability of ['in-stock', 'out-of-print'] as const) {
          const action = sayFor(locale, { availability }, { ...row, locale });
          if (action?.label) expect(action.accessibleLabel?.toLowerCase()).toContain(action.label.toLowerCase());
        }
      }
    }
  );

  it('name the day, long and in the reader’s language', () => {
    const reprinting = { availability: 'reprinting', expectedOn: '2027-03-01' } as const;
    expect(sayFor('de', reprinting)?.notice).toBe(
      'Die gedruckte Ausgabe wird nachgedruckt. Voraussichtlich wieder lieferbar am 1. März 2027.'
    );
    expect(sayFor('en', reprinting)?.notice).toContain('March 1, 2027');
    expect(sayFor('fr', reprinting)?.notice).toContain('1 mars 2027');
  });

  it('promise no day that has passed', () => {
    expect(sayFor('en', { availability: 'reprinting', expectedOn: '2026-01-01' })?.notice).toBe(
      'The printed edition is being reprinted. Expected on January 1, 2026; delayed.'
    );
  });

  it('do not mix up the kinds of being sold out', () => {
    const notices = (
      [
        'out-of-stock',
        'reprinting',
        'reprint-undecided',
        'out-of-print',
        'replaced',
        'withdrawn',
        'not-yet-available',
      ] as const
    ).map((availability) => sayFor('de', { availability })?.notice);
    expect(new Set(notices).size).toBe(notices.length);
    expect(notices.filter((notice) => notice?.includes('vergriffen'))).toHaveLength(1);
  });

  it('are spoken in the default language where a locale has no messages', () => {
    expect(sayFor('sv', {})).toMatchObject({ label: 'Bestellen', locale: 'de' });
    expect(sayFor('fr-CH', {})).toMatchObject({ label: 'Commander', locale: 'fr' });
  });

  it('leave braces and tags of a title alone', () => {
    expect(sayFor('de', {}, { title: '<b>{x}</b>' })?.accessibleLabel).toBe('<b>{x}</b> bestellen');
  });
});
