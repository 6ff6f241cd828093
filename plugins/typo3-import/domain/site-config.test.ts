import { readSiteConfig } from './site-config';
import { suggestMapping, type SeenPortal } from './suggest-mapping';

const SITE = `
base: 'https://www.old.example/'
baseVariants:
  - base: 'https://%env(HOST)%/'
    condition: 'applicationContext == "Development"'
  - base: 'https://test.old.example/'
languages:
  - { title: Deutsch, enabled: true, languageId: '0', base: /, locale: de_DE.UTF-8, iso-639-1: de, hreflang: de-DE }
  - { title: English, enabled: true, languageId: '1', base: 'https://en.old.example/', typo3Language: default, locale: en_US, hreflang: '' }
  - { title: Français, enabled: false, languageId: '2', base: /fr/, locale: fr_FR.UTF-8 }
  - { title: Österreich, enabled: true, languageId: 3, base: /at/, locale: de_AT.UTF-8, hreflang: de-AT }
rootPageId: 1
`;

describe('a site configuration of TYPO3 9 and later', () => {
  const site = readSiteConfig(SITE);
  it('tells languages and hosts', () =>
    expect(site).toEqual({
      hosts: ['www.old.example', 'test.old.example', 'en.old.example'],
      languages: [
        { uid: '0', title: 'Deutsch', code: 'de' },
        { uid: '1', title: 'English', code: 'en' },
        { uid: '2', title: 'Français', code: 'fr', isOff: true },
        { uid: '3', title: 'Österreich', code: 'de' },
      ],
    }));

  it('makes a draft that gives no locale twice, and none to a language that is switched off', () => {
    const portal: SeenPortal = { tables: [], pages: new Map(), languages: [], hosts: [], ...site };
    const draft = suggestMapping(portal);
    expect(draft).toContain('  "0": de\n  "1": en\n');
    expect(draft).toMatch(/# "2": \?\? {2}# switched off/);
    expect(draft).toMatch(/# "3": \?\? {2}# which language is this\? \(Österreich\)/);
  });

  it.each(['', 'a: [', 'name: something else', 'languages: 1'])('is not anything: %j', (text) =>
    expect(readSiteConfig(text)).toBeNull()
  );
});
