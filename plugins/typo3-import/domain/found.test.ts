import { foundIn } from './found';
import type { SeenTable } from './suggest-mapping';

const table = (name: string, rows: number, more: Partial<SeenTable> = {}): SeenTable => ({
  ...{ table: name, rows, columns: ['uid', 'title'], folders: [], languageRows: new Map() },
  ...more,
});

describe('what is found in an old portal', () => {
  const found = foundIn({
    tables: [
      table('tt_news', 12, {
        languageRows: new Map([
          ['0', 9],
          ['1', 3],
        ]),
      }),
      table('tx_pool_material', 4, { columns: ['uid', 'title', 'pdf'] }),
      ...[table('tt_news_cat', 2), table('sys_file', 5), table('pages', 7), table('tt_content', 8)],
      ...[table('sys_redirect', 1), table('tx_wtdirectory_person', 6), table('be_users', 3), table('cache_pages', 900)],
      ...[table('tx_pool_mm', 5), table('tx_empty', 0)],
    ],
    languages: [{ uid: '2', code: 'fr', title: 'Français' }],
    hosts: ['www.old.example'],
    pages: new Map(),
  });

  it('is sorted by what it is to the import, odd tables last, and technical ones not at all', () =>
    expect(found.tables.map(({ kind, table: name, rows }) => [kind, name, rows])).toEqual([
      ['news', 'tt_news', 12],
      ['material', 'tx_pool_material', 4],
      ['category', 'tt_news_cat', 2],
      ['content', 'tt_content', 8],
      ['file', 'sys_file', 5],
      ['page', 'pages', 7],
      ['redirect', 'sys_redirect', 1],
      ['odd', 'tx_wtdirectory_person', 6],
    ]));

  it('counts records in each language, those that are only named among them', () =>
    expect(found.languages).toEqual([
      { uid: '0', title: '', code: '', rows: 9 },
      { uid: '1', title: '', code: '', rows: 3 },
      { uid: '2', title: 'Français', code: 'fr', rows: 0 },
    ]));
});
