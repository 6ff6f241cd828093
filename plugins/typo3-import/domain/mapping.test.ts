import { parseMapping } from './mapping';
import { suggestMapping, type SeenPortal } from './suggest-mapping';

const MINIMAL = `
version: 1
languages: { 0: de, 1: en }
materials:
  - table: tx_pool_item
    columns: { title: titel, pdf: datei }
`;

describe('a mapping', () => {
  it('says which table holds materials', () => {
    expect(parseMapping(MINIMAL)).toMatchObject({
      source: 'typo3',
      languages: { '0': 'de', '1': 'en' },
      materials: [{ table: 'tx_pool_item', columns: { title: 'titel', pdf: 'datei' }, oldUrls: [] }],
    });
  });
  it('may be JSON', () => {
    const json = { version: 1, languages: { 0: 'de' }, news: [{ table: 'tt_news', columns: { title: 'title' } }] };
    expect(parseMapping(JSON.stringify(json)).news).toHaveLength(1);
  });

  it.each([
    ['no YAML', 'version: [1', /is no YAML/],
    ['nothing to import', 'version: 1\nlanguages: { 0: de }', /must name materials or news/],
    ['a default language', 'version: 1\nlanguages: { 1: en }\nnews: []', /languages: must tell the locale of 0/],
    ['an unknown key', MINIMAL.replace('columns:', 'colums:'), /materials\.0.*[\s\S]*colums/],
    [
      'a column that is SQL',
      MINIMAL.replace('titel', 'titel`; DROP'),
      /materials\.0\.columns\.title: must be the name/,
    ],
    [
      'an old address without a place',
      `${MINIMAL}    oldUrls: [/materials]`,
      /oldUrls\.0: must hold \{slug\} or \{uid\}/,
    ],
  ])('is refused with the place named: %s', (_name, text, reason) => expect(() => parseMapping(text)).toThrow(reason));
});

describe('a suggested mapping', () => {
  const portal: SeenPortal = {
    tables: [
      {
        table: 'tx_news_domain_model_news',
        columns: ['uid', 'title'],
        rows: 7,
        folders: [
          ['12', 4],
          ['45', 3],
        ],
        languageRows: new Map([
          ['0', 5],
          ['1', 2],
        ]),
      },
      {
        table: 'tx_materialienpool_item',
        columns: [
          'uid',
          'pid',
          'titel',
          'beschreibung',
          'pdf_datei',
          'bestellnummer',
          'bestand',
          'vergriffen',
          'farbe',
          'sys_language_uid',
          'l10n_parent',
        ],
        rows: 3,
        folders: [],
        languageRows: new Map([['0', 3]]),
      },
      { table: 'tx_pool_mm', columns: ['uid_local', 'uid_foreign'], rows: 3, folders: [], languageRows: new Map() },
    ],
    languages: [{ uid: '1', code: 'en', title: 'English' }],
    hosts: ['www.example.org'],
    pages: new Map([['45', 'Materialien']]),
  };

  it('can be read back, and finds home-made tables and folders of materials', () => {
    const mapping = parseMapping(suggestMapping(portal));
    expect(mapping.languages).toEqual({ '0': 'de', '1': 'en' });
    expect(mapping.hosts).toEqual(['www.example.org']);
    expect(mapping.materials[0]).toMatchObject({
      table: 'tx_materialienpool_item',
      columns: {
        title: 'titel',
        text: 'beschreibung',
        pdf: 'pdf_datei',
        orderNumber: 'bestellnummer',
        stock: 'bestand',
        availability: 'vergriffen',
      },
      availabilities: { '1': 'out-of-print' },
    });
    expect(mapping.materials[1]).toMatchObject({ table: 'tx_news_domain_model_news', where: { folders: [45] } });
    expect(mapping.news.map(({ table }) => table)).toEqual(['tx_news_domain_model_news']);
  });
});
