import { withStatementsKept } from '@inprint/kit/prepared';
import { rmSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

import type { Fate, LeftOutReason, TableAccount } from '../../../domain/accounts';
import type { Mapping } from '../../../domain/mapping';
import { entryOfRun, noCounts, type Outcome, type RunSummary } from '../../../domain/run-report';
import { collectReferences } from '../../../domain/text/references';
import { openFileadmin, type Fileadmin } from '../files/fileadmin';
import { createMediaLibrary } from '../files/media-library';
import { createReportStore, type ReportStore } from '../report/store';
import type { Source } from '../sources/source';
import { createPlan, type Plan } from '../staging/plan';
import { STEPS, type Kind, type Planned, type Step } from '../staging/planned';
import { openStaging, type Staging } from '../staging/staging';
import { configOf, siteOf, type Strapi } from '../strapi';
import { createBuilder, type IsPossible } from './build';
import { createClock, type Progress } from './clock';
import { createLinks } from './context';
import { decide, type Decided } from './decide';
import { createEntries, type PresentPortal } from './entries';
import { createFileFetching, fileRulesOf } from './fetch-files';
import { createGathering, type Gathered } from './gather';
import { notesOfPlan, notesOfSource } from './notes';
import { writeRedirects } from './redirects';
import { beginRun, endRun, RunProblem } from './run-place';
import { createPartAccounts, type PartAccounts } from './part-accounts';
import { createStock } from './stock';
import { createWriter } from './write';

export type { Progress } from './clock';
export { RunProblem } from './run-place';

/** Entries that are written in one transaction: many enough that the disk is waited for seldom, few enough that readers are not. */
const BATCH = 40;
/** So many rows are named where accounts do not balance. */
const MAX_NAMED = 20;

export interface RunOptions {
  readonly runId: string;
  readonly source: Source;
  readonly mapping: Mapping;
  /** '' for none. */
  readonly fileadmin: string;
  /** The file that tables are staged in, and the report is kept in; a file that is there is replaced. */
  readonly stagingFile: string;
  readonly write: boolean;
  readonly overwrite: boolean;
  readonly applySuggestions: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

const FATE_OF: Readonly<Record<Outcome, Fate>> = {
  created: 'written',
  updated: 'written',
  unchanged: 'unchanged',
  kept: 'kept',
  failed: 'left-out',
};

/** What all steps of a run share. */
interface Run {
  readonly strapi: Strapi;
  readonly options: RunOptions;
  readonly staging: Staging;
  readonly report: ReportStore;
  readonly plan: Plan;
  readonly present: PresentPortal;
  readonly counts: ReturnType<typeof noCounts>;
  readonly failed: Set<string>;
  readonly parts: PartAccounts;
}

/** Works through planned records, some at a time: collects, builds, decides, writes. */
const createWorker = async (
  { strapi, options, staging, report, plan, present, counts, failed, parts }: Run,
  fileadmin: Fileadmin
) => {
  const { mapping, write, overwrite } = options;
  const config = configOf(strapi);
  const entries = createEntries(strapi, mapping.source);
  const pageOf = (kind: 'material' | 'news', values: { documentId: string; slug: string; locale: string }): string =>
    siteOf(strapi).addressOf(kind === 'material' ? config.pages.material : config.pages.article, values);
  const links = createLinks({ plan, staging, mapping }, pageOf);
  const gathering = createGathering({ plan, staging, mapping, links, collectReferences });
  const builder = createBuilder({ plan, staging, mapping, links, timeZone: config.timeZone });
  const fetching = createFileFetching(fileadmin, await createMediaLibrary(strapi, write), report);
  const writeAll = createWriter({
    ...{ strapi, entries, overwrite, runId: options.runId },
    stock: createStock(strapi, entries),
  });
  let done = 0;

  const isPossible: IsPossible = (kind, documentId, locale) => {
    const version = plan.versionOf(documentId, locale);
    return version ? !failed.has(version.importId) : present.has(kind, documentId, locale);
  };

  /** Columns of a table that one of its mappings names. */
  const mappedColumns = (kind: Kind, { mapping: index }: Planned): ReadonlySet<string> => {
    const each = kind === 'material' ? mapping.materials[index] : mapping.news[index];
    return new Set(Object.values(each?.columns ?? {}).filter((column) => typeof column === 'string'));
  };

  const settle = (kind: Kind, gathered: Gathered, fate: Fate, reason: LeftOutReason | null): void => {
    const { staged, rows, planned } = gathered;
    // A topic's translation may stand in its original's row.
    staging.account(staged.id, fate, reason);
    rows.settle(staging, fate);
    if (kind === 'topic') return;
    staging.workedOn(staged.id);
    gathered.parts.settle(staged, mappedColumns(kind, planned), parts, fate);
  };

  const finish = (kind: Kind, { gathered, outcome, built, notes, applied }: Decided): void => {
    const { planned, record } = gathered;
    counts[kind][outcome] += 1;
    if (outcome === 'failed') failed.add(planned.importId);
    settle(kind, gathered, FATE_OF[outcome], outcome === 'failed' ? 'failed' : null);
    report.add(notes);
    report.add(built.entries.filter(({ kind: entryKind }) => entryKind !== 'suggestion'));
    report.add(
      built.suggestions.map((suggestion) => ({
        ...entryOfRun('outcome', 'failed', {}, record),
        ...{ kind: 'suggestion' as const, reason: 'sold-out', details: { title: suggestion.title } },
        ...{ confidence: suggestion.confidence, suggestion, before: suggestion.sentence },
        state: applied.includes(suggestion) && outcome !== 'kept' ? ('applied' as const) : ('open' as const),
      }))
    );
  };

  const writeBatch = async (kind: Kind, all: readonly Decided[]): Promise<void> => {
    try {
      if (write) report.add(await writeAll(kind, all, done));
    } catch (error) {
      // One record that is refused takes nothing else with it.
      if (all.length > 1) {
        for (const decided of all) await writeBatch(kind, [decided]);
        return;
      }
      const why = error instanceof Error ? error.message : String(error);
      for (const decided of all) {
        const notes = [entryOfRun('failure', 'failed', { why }, decided.gathered.record)];
        finish(kind, { ...decided, outcome: 'failed', notes });
      }
      return;
    }
    for (const decided of all) finish(kind, decided);
  };

  /** Records that can be worked on: their original is there. */
  const usableOf = (kind: Kind, batch: readonly Planned[]): Gathered[] =>
    batch.flatMap((planned) => {
      const gathered = gathering.gather(planned, entries.uids[kind]);
      if (!gathered) return [];
      if (planned.original === null || !failed.has(planned.original)) return [gathered];
      report.add([entryOfRun('outcome', 'no-original', {}, gathered.record)]);
      failed.add(planned.importId);
      counts[kind].failed += 1;
      staging.account(gathered.staged.id, 'left-out', 'no-original');
      gathered.rows.settle(staging, 'left-out');
      return [];
    });

  const fingerprintsOf = async (kind: Kind, usable: readonly Gathered[]): Promise<Map<string, string>> => {
    const found = new Map<string, string>();
    for (const locale of new Set(usable.map(({ planned }) => planned.locale))) {
      const ids = usable.filter(({ planned }) => planned.locale === locale).map(({ planned }) => planned.documentId);
      for (const [id, hash] of await entries.fingerprints(kind, locale, ids)) found.set(`${id}:${locale}`, hash);
    }
    return found;
  };

  return {
    links,
    fetching,
    done: (): number => done,
    async work(step: Step, batch: readonly Planned[]): Promise<void> {
      const kind = step.replace('-translation', '') as Kind;
      const usable = usableOf(kind, batch);
      for (const gathered of usable) {
        for (const wanted of gathering.wantedFiles(gathered)) {
          if (await fetching.fetch(wanted, gathered.record)) continue;
          gathered.rows.drop('no-file', ...wanted.rows);
          gathered.parts.drop('file', wanted.path, 'no-file');
        }
      }
      const slugs = [...new Set(usable.flatMap(({ references }) => references.slugs))];
      const found = { files: fetching.files, places: await entries.withSlugs(slugs, pageOf) };
      const imported = await entries.imported(usable.map(({ planned }) => planned.importId));
      const fingerprints = await fingerprintsOf(kind, usable);
      await writeBatch(
        kind,
        usable.map((gathered) => {
          const { importId, documentId, locale } = gathered.planned;
          const standing = {
            imported: imported.get(importId) ?? null,
            fingerprint: fingerprints.get(`${documentId}:${locale}`) ?? null,
          };
          return decide(gathered, builder.build(gathered, found, isPossible), standing, options);
        })
      );
      done += batch.length;
    },
  };
};

const sumOf = ({ written, unchanged, kept, leftOut }: Omit<TableAccount, 'table' | 'rows'>): number =>
  written + unchanged + kept + Object.values(leftOut).reduce((sum, count) => sum + count, 0);

/** Everything that was read has to be somewhere: a difference is a fault of the importer, and is never passed over. */
const balance = ({ staging, plan, parts }: Run): Pick<RunSummary, 'tables' | 'parts'> => {
  staging.settle((importId) => plan.isPlanned(importId));
  const lost = staging.unaccounted(MAX_NAMED);
  if (lost.length > 0) {
    const names = lost.map(({ table, uid, place }) => `${table}:${uid} (${place})`).join(', ');
    throw new RunProblem('rows-unaccounted', { rows: names });
  }
  const tables = staging.accounts();
  const wrong = tables.filter((account) => account.rows !== sumOf(account));
  if (wrong.length > 0) {
    const names = wrong.map(({ table }) => table).join(', ');
    throw new RunProblem('rows-differ', { tables: names });
  }
  const accounts = parts.all(staging.fields());
  const lacking = accounts
    .filter((account) => account.found !== sumOf(account))
    .map(({ kind, table, column, ...account }) => `${kind} ${table}.${column} (${account.found}/${sumOf(account)})`);
  const nameless = [...parts.lost(), ...lacking].slice(0, MAX_NAMED);
  if (nameless.length > 0) throw new RunProblem('parts-unaccounted', { parts: nameless.join(', ') });
  return { tables, parts: accounts };
};

/** Reads the source into the staging file, and plans what becomes of it. */
const prepare = async (
  strapi: Strapi,
  options: RunOptions,
  staging: Staging,
  clock: ReturnType<typeof createClock>
): Promise<Run> => {
  const { source, mapping, signal } = options;
  const report = createReportStore(staging.db);
  clock.tell('reading', 0, null);
  report.add(notesOfSource(await staging.load(source, mapping, (rows) => clock.tell('reading', rows, null), signal)));
  clock.tell('planning', 0, null);
  const present = await createEntries(strapi, mapping.source).present();
  const { locales } = await siteOf(strapi).current();
  const plan = createPlan(staging, mapping, locales, Math.floor(Date.now() / 1000));
  plan.make(present);
  report.add(notesOfPlan(plan.notes));
  const counts = noCounts();
  for (const { reason, kind } of plan.notes) if (reason === 'locale-not-here') counts[kind].failed += 1;
  return { strapi, options, staging, report, plan, present, counts, failed: new Set(), parts: createPartAccounts() };
};

/** Works through all steps, and ends with redirects and the accounts. */
const carryOut = async (run: Run, fileadmin: Fileadmin, clock: ReturnType<typeof createClock>) => {
  const { strapi, options, staging, report, plan, failed } = run;
  const worker = await createWorker(run, fileadmin);
  const total = plan.total();
  clock.begin();
  for (const step of STEPS) {
    let after = 0;
    for (;;) {
      options.signal?.throwIfAborted();
      const batch = plan.next(step, after, BATCH);
      const last = batch.at(-1);
      if (!last) break;
      await worker.work(step, batch);
      after = last.id;
      clock.tell(step, worker.done(), total);
      // SQLite answers at once, so nothing else would be let in: neither readers nor timers, nor what frees the memory of statements.
      await setImmediate();
    }
  }
  clock.tell('redirects', worker.done(), total);
  const { defaultLocale } = await siteOf(strapi).current();
  const { files, fetch } = worker.fetching;
  await writeRedirects({
    ...{
      plan,
      staging,
      report,
      files,
      parts: run.parts,
      links: worker.links,
      mapping: options.mapping,
      locale: defaultLocale,
    },
    fetchFile: async (wanted, record) => void (await fetch(wanted, record)),
    isWritten: ({ importId }) => !failed.has(importId),
  });
  return { ...balance(run), filesKept: [...files.values()].filter((file) => 'id' in file).length };
};

/**
 * Brings the old portal along: categories, materials, news, each with all originals before their translations. What was brought before
 * is found again and brought up to date; what an editor changed since is left alone.
 */
export const runImport = async (strapi: Strapi, options: RunOptions): Promise<RunSummary> => {
  const { source, mapping, write, signal, runId } = options;
  const startedAt = new Date().toISOString();
  const clock = createClock(options.onProgress);
  const fileadmin = await openFileadmin(options.fileadmin, fileRulesOf(strapi));
  rmSync(options.stagingFile, { force: true });
  const staging = openStaging(options.stagingFile);
  let isBegun = false;
  let state: 'done' | 'failed' | 'stopped' = 'failed';
  try {
    const run = await prepare(strapi, options, staging, clock);
    if (write) {
      await beginRun(strapi, runId, mapping.source);
      isBegun = true;
    }
    const result = await withStatementsKept(strapi, () => carryOut(run, fileadmin, clock));
    const summary: RunSummary = {
      ...{ source: source.description, mode: write ? 'write' : 'dry-run', startedAt },
      ...{ endedAt: new Date().toISOString(), counts: run.counts, entries: run.report.counts(), ...result },
    };
    staging.db.exec('CREATE TABLE summary (json TEXT NOT NULL)');
    staging.db.prepare('INSERT INTO summary (json) VALUES (?)').run(JSON.stringify(summary));
    clock.tell('done', run.plan.total(), run.plan.total());
    state = 'done';
    return summary;
  } catch (error) {
    if (signal?.aborted) state = 'stopped';
    throw error;
  } finally {
    if (isBegun) await endRun(strapi, runId, state);
    await fileadmin.close();
    staging.close();
  }
};
