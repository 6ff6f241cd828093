import type { LeftOutReason } from '../../../domain/accounts';
import { decodeTypolink } from '../../../domain/links/typolink';
import type { Mapping } from '../../../domain/mapping';
import { oldPathOf } from '../../../domain/old-address';
import { textOf } from '../../../domain/record';
import {
  isPattern,
  patternTest,
  REDIRECT_TABLES,
  redirectOf,
  redirectRow,
  type AskedRedirect,
  type RedirectReason,
} from '../../../domain/redirect';
import { entryOfRun, type ReportedRecord } from '../../../domain/run-report';
import { createRedirectStore } from '../report/redirect-store';
import type { ReportStore } from '../report/store';
import type { WantedFile } from '../staging/file-references';
import type { Plan } from '../staging/plan';
import type { Planned } from '../staging/planned';
import type { StagedRow, Staging } from '../staging/staging';
import type { Links, TextFile } from './context';
import type { PartAccounts } from './part-accounts';

export interface RedirectParts {
  readonly plan: Plan;
  readonly staging: Staging;
  readonly links: Links;
  readonly mapping: Mapping;
  readonly report: ReportStore;
  readonly parts: PartAccounts;
  readonly locale: string;
  readonly files: ReadonlyMap<string, TextFile>;
  readonly fetchFile: (wanted: WantedFile, record: ReportedRecord) => Promise<void>;
  /** Was a record written, now or before? */
  readonly isWritten: (planned: Planned) => boolean;
}

/** Redirects that lead to each other are followed so far. */
const LONGEST_CHAIN = 10;
/** A pattern is tried on so many addresses of the new portal. */
const MAX_TRIED = 5000;

const pathIn = (address: string): string =>
  URL.canParse(address, 'http://new.invalid') ? new URL(address, 'http://new.invalid').pathname : address;

/** Writes the redirects of old addresses, and tells of each of TYPO3's own that has no place. */
export const writeRedirects = async (parts: RedirectParts): Promise<void> => {
  const { plan, staging, links, mapping, report, parts: accounts, locale, files, fetchFile, isWritten } = parts;
  const { db } = staging;
  const store = createRedirectStore(db);
  db.exec('CREATE TABLE new_path (path TEXT PRIMARY KEY COLLATE NOCASE) WITHOUT ROWID');
  const addNew = db.prepare('INSERT OR IGNORE INTO new_path (path) VALUES (?)');
  const isNew = db.prepare<[string]>('SELECT 1 FROM new_path WHERE path = ?');
  for (const planned of plan.all()) {
    if (planned.kind !== 'topic' && planned.hidden === null) addNew.run(pathIn(links.addressOf(planned)));
  }
  const shown = new Set(Object.values(mapping.pages).map(pathIn));
  const isPage = (path: string): boolean => path === '/' || shown.has(path) || isNew.get(path) !== undefined;
  const tried = db.prepare('SELECT path FROM new_path LIMIT ?').pluck().all(MAX_TRIED) as string[];

  function* allRows(): Generator<StagedRow> {
    for (const table of REDIRECT_TABLES)
      for (const staged of staging.rowsOf(table)) yield { ...staged, row: redirectRow(table, staged.row) };
  }

  const targets = new Map<string, string>();
  for (const { row } of allRows()) {
    const asked = redirectOf(row, mapping.hosts, plan.access.now);
    const path = typeof asked === 'string' || isPattern(asked.match) ? null : oldPathOf(asked.from);
    if (path !== null && typeof asked !== 'string' && !targets.has(path)) targets.set(path, asked.target);
  }

  const targetOf = async (
    target: string,
    record: ReportedRecord,
    seen: ReadonlySet<string>
  ): Promise<string | RedirectReason> => {
    const link = decodeTypolink(target);
    const path = links.fileOf(link.target);
    if (path !== null && !plan.withFile(path)) {
      await fetchFile({ path, elsewhere: [], alternativeText: null, caption: null, rows: [] }, record);
    }
    const resolved = links.resolve(link, links.localeOf(link.target) ?? locale, { files, places: new Map() });
    const file =
      link.target.kind === 'file' && link.target.uid !== null ? staging.find('sys_file', link.target.uid) : null;
    if (file && resolved.is === 'url') staging.account(file.id, 'written');
    if (resolved.is === 'unknown') return 'redirect-no-target';
    if (resolved.is === 'material') {
      const planned = plan.inLocale(plan.withDocument(resolved.documentId) as Planned, locale);
      return planned.hidden === null && isWritten(planned) ? links.addressOf(planned) : 'redirect-no-target';
    }
    const { url } = resolved;
    if (!/^(?:https?:\/\/|\/(?!\/))/i.test(url)) return 'redirect-no-target';
    const isUnresolved =
      link.target.kind === 'url' && links.isOwn(link.target.url) && links.isSame(url, link.target.url);
    if (!isUnresolved) return url;
    const old = oldPathOf(url) ?? '';
    if (seen.has(old) || seen.size > LONGEST_CHAIN) return 'redirect-loop';
    const next = targets.get(old);
    if (next !== undefined) return targetOf(next, record, new Set([...seen, old]));
    return isPage(pathIn(url)) && pathIn(url) !== '/'
      ? `${pathIn(url)}${new URL(url, 'http://new.invalid').search}`
      : 'redirect-no-target';
  };

  /** Files for single hosts are needed only where the old portal had several. */
  const fileFor = (host: string): string => (mapping.hosts.length > 1 ? host : '');

  const write = (host: string, asked: Omit<AskedRedirect, 'target' | 'host'>, to: string): RedirectReason | null => {
    const target = asked.forcesHttps ? to.replace(/^http:\/\//i, 'https://') : to;
    let { match } = asked;
    if (isPattern(match)) {
      const meets = patternTest(asked.from);
      if (['/', ...tried].some(meets)) return 'redirect-hides-page';
    } else if (isPage(pathIn(asked.from))) {
      const isItself = target.startsWith('/') && pathIn(target).toLowerCase() === pathIn(asked.from).toLowerCase();
      if (!isItself) return 'redirect-hides-page';
      // The page's own address, with its query: only the address without one leads on.
      if (!target.includes('?') || asked.from.includes('?')) return 'redirect-loop';
      match = 'exact';
    } else if (target.startsWith('/') && pathIn(target).toLowerCase() === pathIn(asked.from).toLowerCase()) {
      return 'redirect-loop';
    }
    const { from, status, keepsQuery } = asked;
    const done = store.add(host, { match, from, status, keepsQuery, to: target });
    return done === 'written' ? null : done === 'taken' ? 'redirect-twice' : 'redirect-unreadable';
  };

  const writeRow = async (staged: StagedRow, record: ReportedRecord): Promise<RedirectReason | null> => {
    const asked = redirectOf(staged.row, mapping.hosts, plan.access.now);
    if (typeof asked === 'string') return asked;
    const own = isPattern(asked.match) ? null : oldPathOf(asked.from);
    // What a pattern leads to inside of the old portal, nobody can tell beforehand.
    if (isPattern(asked.match) && links.isOwn(asked.target)) return 'redirect-no-target';
    const to = await targetOf(asked.target, record, new Set(own === null ? [] : [own]));
    return to.startsWith('redirect-') ? (to as RedirectReason) : write(fileFor(asked.host), asked, to);
  };

  /** An old address of a record leads to the new one. */
  const writeOld = (path: string, planned: Planned | null): LeftOutReason | null => {
    if (!planned || planned.hidden !== null || !isWritten(planned)) return 'redirect-no-target';
    const address = links.addressOf(planned);
    if (path.toLowerCase() === pathIn(address).toLowerCase()) return 'same-address';
    const match = path.includes('?') ? 'exact' : 'path';
    return write('', { match, from: path, status: 301, keepsQuery: false, forcesHttps: false }, address);
  };

  for (const staged of allRows()) {
    const importId = `${staged.table}:${staged.uid}`;
    const title = `${textOf(staged.row, 'source_host')} ${textOf(staged.row, 'source_path')}`.trim();
    const record = { importId, title, locale: '', place: staged.place, contentType: '', documentId: null };
    const reason = await writeRow(staged, record);
    staging.account(staged.id, reason === null ? 'written' : 'left-out', reason);
    if (reason === null) continue;
    report.add([entryOfRun('redirect', reason, { target: textOf(staged.row, 'target').slice(0, 200) }, record)]);
  }
  for (const { path, importId } of plan.oldPaths()) {
    const part = { kind: 'address', table: importId.slice(0, importId.lastIndexOf(':')), column: '' } as const;
    accounts.find(part, 1);
    const reason = writeOld(path, plan.find(importId));
    accounts.add(part, reason === null ? 'written' : 'left-out', reason);
  }
};
