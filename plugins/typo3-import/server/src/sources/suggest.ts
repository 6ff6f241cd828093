import type { SeenPortal, SeenTable } from '../../../domain/suggest-mapping';
import type { SeenSite } from '../../../domain/site-config';
import { suggestMapping } from '../../../domain/suggest-mapping';
import { decodeText } from '../../../domain/source/charset';
import type { Source } from './source';

/** Folders are counted up to so many; a table with more is no editors' table. */
const MAX_FOLDERS = 5000;

interface Counting {
  readonly columns: Set<string>;
  rows: number;
  readonly folders: Map<string, number>;
  readonly languageRows: Map<string, number>;
}

/**
 * What a source has: it is read once, and no more of it is held than counts and titles of pages.
 *
 * @param sites what its site configurations say, where it has some
 */
export const lookAt = async (source: Source, sites: readonly SeenSite[] = []): Promise<SeenPortal> => {
  const tables = new Map<string, Counting>();
  const pages = new Map<string, string>();
  const languages: { uid: string; code: string; title: string }[] = [];
  const hosts = new Set<string>();

  for await (const batch of source.read(
    (table) => !/^(?:cache_|cf_|be_|sys_log|sys_history|sys_refindex|index_)/.test(table)
  )) {
    for (const { table, columns, values } of batch) {
      const seen = tables.get(table) ?? {
        columns: new Set(columns),
        rows: 0,
        folders: new Map(),
        languageRows: new Map(),
      };
      tables.set(table, seen);
      for (const column of columns) seen.columns.add(column);
      const text = (name: string): string => {
        const bytes = values[columns.indexOf(name)];
        return bytes ? decodeText(bytes).text.trim() : '';
      };
      if (text('deleted') === '1') continue;
      seen.rows += 1;
      const folder = text('pid');
      if (folder !== '' && (seen.folders.has(folder) || seen.folders.size < MAX_FOLDERS))
        seen.folders.set(folder, (seen.folders.get(folder) ?? 0) + 1);
      const language = text('sys_language_uid');
      if (language !== '') seen.languageRows.set(language, (seen.languageRows.get(language) ?? 0) + 1);
      if (table === 'pages' && pages.size < 100_000) pages.set(text('uid'), text('title'));
      if (table === 'sys_language') {
        const code = text('language_isocode') || text('flag');
        const known = ['gb', 'us'].includes(code) ? 'en' : /^[a-z]{2}$/.test(code) ? code : '';
        languages.push({ uid: text('uid'), code: known, title: text('title') });
      }
      const host = table === 'sys_domain' ? text('domainName') : table === 'sys_redirect' ? text('source_host') : '';
      if (/^[a-z0-9.-]+\.[a-z]+$/i.test(host)) hosts.add(host.toLowerCase());
    }
  }
  const seenTables: SeenTable[] = [...tables].map(([table, { columns, rows, folders, languageRows }]) => ({
    ...{ table, rows, columns: [...columns], languageRows },
    folders: [...folders].sort((a, b) => b[1] - a[1]),
  }));
  return {
    ...{ tables: seenTables, pages },
    languages: [...sites.flatMap((site) => site.languages), ...languages],
    hosts: [...new Set([...sites.flatMap((site) => site.hosts), ...hosts])],
  };
};

/** The first draft of a mapping for a source, as YAML. */
export const suggestFor = async (source: Source, sites: readonly SeenSite[] = []): Promise<string> =>
  suggestMapping(await lookAt(source, sites));
