import { rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { setImmediate } from 'node:timers/promises';

import type { BlockNode, StockSuggestion } from '../../../domain/contract';
import { decodeTypolink } from '../../../domain/links/typolink';
import type { Mapping } from '../../../domain/mapping';
import { oldPathOf } from '../../../domain/old-address';
import { numberOf, textOf } from '../../../domain/record';
import { redirectLine, REDIRECT_MAP_HEAD, REDIRECT_MAP_TAIL } from '../../../domain/redirect-map';
import { entryOfRun, noCounts, type NewEntry, type Outcome, type RunSummary } from '../../../domain/run-report';
import { collectReferences } from '../../../domain/text/references';
import { applySuggestion } from '../../../domain/wording/apply';
import { TABLES } from '../database';
import { openFileadmin, type FileRules } from '../files/fileadmin';
import { createMediaLibrary, type StoredFile } from '../files/media-library';
import { createReportStore } from '../report/store';
import type { Source } from '../sources/source';
import { createPlan, STEPS, type Kind, type Planned, type Step } from '../staging/plan';
import { openStaging, type StagedNotes } from '../staging/staging';
import { configOf, inTransaction, rowsOf, siteOf, type Row, type Strapi } from '../strapi';
import { createBuilder, type Built, type Gathered } from './build';
import { createLinks } from './context';
import { createEntries, hashOf, NOT_OURS, type ImportedRecord } from './entries';
import { createStock } from './stock';

/** Entries that are written in one transaction: many enough that the disk is waited for seldom, few enough that readers are not. */
const BATCH = 40;

/** A run of another process is given up if it was not heard of for so long, in ms. */
const SILENCE = 120_000;

export type Phase = 'reading' | 'planning' | Step | 'done';

export interface Progress {
  readonly phase: Phase;
  /** Rows read, or records worked on. */
  readonly done: number;
  /** null while it is not known. */
  readonly total: number | null;
  readonly secondsLeft: number | null;
}

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

/** A run that cannot begin or go on: `message` says why and what to do. */
export class RunProblem extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RunProblem';
  }
}

interface Documents {
  create(parameters: Row): Promise<{ documentId: string }>;
  update(parameters: Row): Promise<unknown>;
  unpublish(parameters: Row): Promise<unknown>;
}

interface Decided {
  readonly gathered: Gathered;
  readonly built: Built;
  readonly documentId: string;
  readonly sourceHash: string;
  readonly outcome: Outcome;
  readonly isThere: boolean;
  readonly imported: ImportedRecord | null;
  readonly applied: readonly StockSuggestion[];
  readonly notes: readonly NewEntry[];
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

export const fileRulesOf = (strapi: Strapi): FileRules => {
  const { sizeLimit, security } = strapi.config.get('plugin::upload') as {
    sizeLimit?: number;
    security?: { allowedTypes?: string[]; deniedTypes?: string[] };
  };
  return {
    allowed: security?.allowedTypes ?? ['image/*', 'application/pdf'],
    denied: [...(security?.deniedTypes ?? []), 'image/svg+xml'],
    mostBytes: sizeLimit ?? 64 * 1024 * 1024,
  };
};

const reasonWords = (reason: string, details: Readonly<Record<string, string>>): string =>
  `${reason}: ${details.file ?? ''}`;

/** Tells how far a run is, and how long it still takes. */
const createClock = (onProgress: RunOptions['onProgress']) => {
  let began = performance.now();
  return {
    begin(): void {
      began = performance.now();
    },
    tell(phase: Phase, done: number, total: number | null): void {
      const seconds = (performance.now() - began) / 1000;
      const secondsLeft = total === null || done === 0 ? null : Math.round((seconds / done) * (total - done));
      onProgress?.({ phase, done, total, secondsLeft });
    },
  };
};

/** A text with suggestions applied, the last first, so that the places of the others stay right. */
const withSuggestions = (blocks: readonly BlockNode[], suggestions: readonly StockSuggestion[]) => {
  let text = blocks;
  const applied: StockSuggestion[] = [];
  for (const suggestion of [...suggestions].sort((a, b) => b.blockIndex - a.blockIndex)) {
    const next = applySuggestion(text, suggestion);
    if (next === null) continue;
    text = next;
    applied.push(suggestion);
  }
  return { text, applied };
};

const BODY: Readonly<Record<'material' | 'news', string>> = { material: 'description', news: 'body' };

const notesOf = ({ leftOut, mended, unused, missingTables }: StagedNotes): NewEntry[] => [
  ...leftOut.map(({ table, reason, rows }) => entryOfRun('source', reason, { table, count: String(rows) }, null)),
  ...mended.map(({ table, column, mend, values, example }) =>
    entryOfRun('source', mend, { table, column, count: String(values), example }, null)
  ),
  ...unused.map(({ table, column, rows }) =>
    entryOfRun('source', 'unused-column', { table, column, count: String(rows) }, null)
  ),
  ...missingTables.map((table) => entryOfRun('source', 'missing-table', { table }, null)),
];

/** Takes the place of the one run that may write, also from a run whose process is gone. */
const beginRun = async (strapi: Strapi, runId: string, importSource: string): Promise<void> => {
  const now = new Date().toISOString();
  await inTransaction(strapi, async () => {
    const running = await rowsOf(strapi, `SELECT id, owner, seen_at FROM ${TABLES.runs} WHERE state = 'running'`);
    for (const { id, owner, seen_at: seenAt } of running) {
      const [host, pid] = String(owner).split(' ');
      const isGone = host === hostname() ? !isAlive(Number(pid)) : Date.now() - Date.parse(String(seenAt)) > SILENCE;
      if (!isGone) throw new RunProblem('Another import is writing. Wait until it is done, or stop it.');
      await rowsOf(strapi, `UPDATE ${TABLES.runs} SET state = 'interrupted' WHERE id = ?`, [id]);
    }
    await rowsOf(
      strapi,
      `INSERT INTO ${TABLES.runs} (id, import_source, owner, state, started_at, seen_at) VALUES (?, ?, ?, 'running', ?, ?)`,
      [...[runId, importSource, `${hostname()} ${process.pid}`, now, now]]
    );
  });
};

/**
 * Brings the old portal along: categories, materials, news, each with all originals before their translations. What was brought before
 * is found again and brought up to date; what an editor changed since is left alone.
 */
export const runImport = async (strapi: Strapi, options: RunOptions): Promise<RunSummary> => {
  const { source, mapping, write, overwrite, signal } = options;
  const startedAt = new Date().toISOString();
  const config = configOf(strapi);
  const site = await siteOf(strapi).current();
  const entries = createEntries(strapi, mapping.source);
  const stock = createStock(strapi, entries);
  const clock = createClock(options.onProgress);
  const fileadmin = await openFileadmin(options.fileadmin, fileRulesOf(strapi));
  rmSync(options.stagingFile, { force: true });
  const staging = openStaging(options.stagingFile);
  const counts = noCounts();
  let isBegun = false;
  let state = 'failed';

  try {
    const report = createReportStore(staging.db);
    clock.tell('reading', 0, null);
    const notes = await staging.load(source, mapping, (rows) => clock.tell('reading', rows, null), signal);
    report.add(notesOf(notes));

    clock.tell('planning', 0, null);
    const present = await entries.present();
    const plan = createPlan(staging, mapping, Math.floor(Date.now() / 1000), (kind, title, locale) =>
      kind === 'topic' ? (present.topics.get(`${locale}:${title.toLowerCase()}`) ?? null) : null
    );
    plan.make(present);
    const kindUid = entries.uids;
    report.add(
      plan.notes.map(({ reason, table, uid, title, place }) =>
        entryOfRun(
          'outcome',
          reason,
          {},
          { importId: `${table}:${uid}`, title, locale: '', place, contentType: '', documentId: null }
        )
      )
    );
    const pageOf = (kind: 'material' | 'news', values: { documentId: string; slug: string; locale: string }): string =>
      siteOf(strapi).addressOf(kind === 'material' ? config.pages.material : config.pages.article, values);
    const links = createLinks({ plan, staging, mapping }, pageOf);
    const builder = createBuilder({
      ...{ plan, staging, mapping, links, collectReferences },
      timeZone: config.timeZone,
      readLink: decodeTypolink,
    });
    const library = await createMediaLibrary(strapi, write);
    if (write) {
      await beginRun(strapi, options.runId, mapping.source);
      isBegun = true;
    }

    const files = new Map<string, StoredFile | { readonly reason: string; readonly entry: NewEntry }>();
    const failed = new Set<string>();
    const total = plan.total();
    let done = 0;

    const fetchFiles = async (gathered: Gathered): Promise<void> => {
      for (const { path, alternativeText, caption } of builder.wantedFiles(gathered)) {
        const known = files.get(path);
        if (known) {
          if ('entry' in known) report.add([{ ...known.entry, record: gathered.record }]);
          continue;
        }
        const found = await fileadmin.find(path);
        if (!found.found) {
          const entry = entryOfRun('file', found.reason, found.details, gathered.record);
          files.set(path, { reason: reasonWords(found.reason, found.details), entry });
          report.add([entry]);
          continue;
        }
        if (found.renamedFrom !== null) {
          report.add([
            entryOfRun(
              'file',
              'renamed-file',
              { before: found.renamedFrom, after: found.name, type: found.mime },
              gathered.record
            ),
          ]);
        }
        try {
          files.set(path, await library.keep(found, { alternativeText, caption }));
        } catch (error) {
          const entry = entryOfRun(
            'file',
            'refused-file',
            { file: path, type: error instanceof Error ? error.message : String(error) },
            gathered.record
          );
          files.set(path, { reason: reasonWords('refused-file', { file: path }), entry });
          report.add([entry]);
        }
      }
    };

    const isPossible = (documentId: string, locale: string): boolean => {
      const planned = plan.withDocument(documentId);
      if (!planned) return present.has('material', documentId, locale);
      const version = plan.inLocale(planned, locale);
      return version.locale === locale && !failed.has(version.importId);
    };

    const decide = (
      gathered: Gathered,
      built: Built,
      imported: ImportedRecord | null,
      fingerprint: string | null
    ): Decided => {
      const { planned, record } = gathered;
      const { documentId } = record as { documentId: string };
      const body = planned.kind === 'topic' ? null : BODY[planned.kind];
      const chosen = options.applySuggestions
        ? built.suggestions
        : built.suggestions.filter(({ sentence }) => imported?.applied.includes(sentence));
      const { text, applied } = withSuggestions(body ? (built.data[body] as BlockNode[]) : [], chosen);
      const data = body && applied.length > 0 ? { ...built.data, [body]: text } : built.data;
      const sourceHash = hashOf({ data, publish: built.publish });
      const isThere = fingerprint !== null;
      const base = { gathered, built: { ...built, data }, documentId, sourceHash, isThere, imported, applied };
      const because = (outcome: Outcome, notes: readonly NewEntry[] = []): Decided => ({ ...base, outcome, notes });
      if (overwrite && imported?.writtenHash !== NOT_OURS && (isThere || !imported)) {
        return because(
          !isThere
            ? 'created'
            : imported?.writtenHash === fingerprint && imported.sourceHash === sourceHash
              ? 'unchanged'
              : 'updated'
        );
      }
      if (!imported && !isThere) return because('created');
      if (!imported)
        return because('kept', [
          entryOfRun('outcome', planned.kind === 'topic' ? 'kept-topic' : 'kept-edited', {}, record),
        ]);
      if (!isThere) return because('kept', [entryOfRun('outcome', 'kept-deleted', {}, record)]);
      if (imported.writtenHash === fingerprint)
        return because(imported.sourceHash === sourceHash ? 'unchanged' : 'updated');
      if (imported.writtenHash === NOT_OURS) return because('kept');
      return because('kept', [entryOfRun('outcome', 'kept-edited', {}, record)]);
    };

    const writeEntry = async ({ gathered: { planned }, built, documentId, isThere }: Decided): Promise<void> => {
      const documents = strapi.documents(kindUid[planned.kind] as never) as unknown as Documents;
      const { locale } = planned;
      const status = built.publish && planned.kind !== 'topic' ? { status: 'published' } : {};
      const former =
        planned.kind === 'topic' || planned.oldSlug === ''
          ? {}
          : { formerSlugs: [{ slug: planned.oldSlug.slice(0, 200) }] };
      if (isThere) {
        await documents.update({ documentId, locale, data: built.data, ...status });
        if (!built.publish && planned.kind !== 'topic') await documents.unpublish({ documentId, locale });
      } else if (planned.original === null) {
        await documents.create({
          locale,
          data: { ...built.data, documentId, slug: planned.slug, ...former },
          ...status,
        });
      } else {
        await documents.update({
          documentId,
          locale,
          data: { ...built.data, slug: planned.slug, ...former },
          ...status,
        });
      }
    };

    /** Writes some records, or none of them. */
    const writeAll = (kind: Kind, all: readonly Decided[]): Promise<NewEntry[]> =>
      inTransaction(strapi, async () => {
        const changed = all.filter(({ outcome }) => outcome === 'created' || outcome === 'updated');
        for (const decided of changed) await writeEntry(decided);
        const told: NewEntry[] = [];
        for (const { gathered, applied } of changed) {
          for (const suggestion of applied) {
            if (!(await stock.tell(suggestion, overwrite))) {
              told.push(entryOfRun('outcome', 'kept-stock', { title: suggestion.title }, gathered.record));
            }
          }
        }
        if (kind === 'material') {
          const wanted = all.flatMap(({ gathered, built, documentId, outcome }) =>
            built.stock && outcome !== 'kept' ? [{ record: gathered.record, documentId, stock: built.stock }] : []
          );
          told.push(...(await stock.keep(wanted, overwrite)));
        }
        const adopted = all.filter(
          ({ outcome, imported, isThere }) => outcome === 'kept' && !imported && isThere && kind === 'topic'
        );
        const hashes = new Map<string, string>();
        for (const locale of new Set(changed.map(({ gathered }) => gathered.planned.locale))) {
          const ids = changed
            .filter(({ gathered }) => gathered.planned.locale === locale)
            .map(({ documentId }) => documentId);
          for (const [id, hash] of await entries.fingerprints(kind, locale, ids)) hashes.set(`${id}:${locale}`, hash);
        }
        const rememberedAs = (
          { gathered: { planned }, documentId, sourceHash, applied, imported }: Decided,
          writtenHash: string
        ): ImportedRecord => ({
          ...{
            importId: planned.importId,
            contentType: kindUid[kind],
            documentId,
            locale: planned.locale,
            sourceHash,
            writtenHash,
          },
          applied: [...new Set([...(imported?.applied ?? []), ...applied.map(({ sentence }) => sentence)])],
        });
        await entries.remember([
          ...changed.map((decided) =>
            rememberedAs(decided, hashes.get(`${decided.documentId}:${decided.gathered.planned.locale}`) ?? '')
          ),
          ...adopted.map((decided) => rememberedAs(decided, NOT_OURS)),
        ]);
        await rowsOf(strapi, `UPDATE ${TABLES.runs} SET seen_at = ?, done = ? WHERE id = ?`, [
          new Date().toISOString(),
          done,
          options.runId,
        ]);
        return told;
      });

    const finish = (kind: Kind, { gathered, outcome, built, notes, applied }: Decided): void => {
      counts[kind][outcome] += 1;
      if (outcome === 'failed') failed.add(gathered.planned.importId);
      report.add(notes);
      report.add(built.entries.filter(({ kind: entryKind }) => entryKind !== 'suggestion'));
      report.add(
        built.suggestions.map((suggestion) => ({
          ...entryOfRun('outcome', 'failed', {}, gathered.record),
          ...{
            kind: 'suggestion' as const,
            reason: 'sold-out',
            details: { title: suggestion.title },
            confidence: suggestion.confidence,
            suggestion,
          },
          before: suggestion.sentence,
          state: applied.includes(suggestion) && outcome !== 'kept' ? ('applied' as const) : ('open' as const),
        }))
      );
    };

    const writeBatch = async (kind: Kind, all: readonly Decided[]): Promise<void> => {
      if (!write) {
        for (const decided of all) finish(kind, decided);
        return;
      }
      try {
        report.add(await writeAll(kind, all));
        for (const decided of all) finish(kind, decided);
      } catch (error) {
        // One record that is refused takes nothing else with it.
        if (all.length > 1) {
          for (const decided of all) await writeBatch(kind, [decided]);
          return;
        }
        for (const decided of all) {
          const why = error instanceof Error ? error.message : String(error);
          finish(kind, {
            ...decided,
            outcome: 'failed',
            notes: [entryOfRun('failure', 'failed', { why }, decided.gathered.record)],
          });
        }
      }
    };

    const work = async (step: Step, batch: readonly Planned[]): Promise<void> => {
      const kind = step.replace('-translation', '') as Kind;
      const usable: Gathered[] = [];
      for (const planned of batch) {
        const gathered = builder.gather(planned, kindUid[kind]);
        if (!gathered) continue;
        if (!site.locales.includes(planned.locale)) {
          report.add([entryOfRun('outcome', 'locale-not-here', { locale: planned.locale }, gathered.record)]);
          failed.add(planned.importId);
          counts[kind].failed += 1;
        } else if (planned.original !== null && failed.has(planned.original)) {
          report.add([entryOfRun('outcome', 'no-original', {}, gathered.record)]);
          failed.add(planned.importId);
          counts[kind].failed += 1;
        } else usable.push(gathered);
      }
      for (const gathered of usable) await fetchFiles(gathered);
      const slugs = [...new Set(usable.flatMap(({ references }) => references.slugs))];
      const found = { files, places: await entries.withSlugs(slugs, pageOf) };
      const imported = await entries.imported(usable.map(({ planned }) => planned.importId));
      const fingerprints = new Map<string, string>();
      for (const locale of new Set(usable.map(({ planned }) => planned.locale))) {
        const ids = usable
          .filter(({ planned }) => planned.locale === locale)
          .map(({ planned }) => links.documentOf(planned));
        for (const [id, hash] of await entries.fingerprints(kind, locale, ids))
          fingerprints.set(`${id}:${locale}`, hash);
      }
      await writeBatch(
        kind,
        usable.map((gathered) => {
          const { planned } = gathered;
          const built = kind === 'topic' ? builder.buildTopic(gathered) : builder.build(gathered, found, isPossible);
          const fingerprint = fingerprints.get(`${links.documentOf(planned)}:${planned.locale}`) ?? null;
          return decide(gathered, built, imported.get(planned.importId) ?? null, fingerprint);
        })
      );
    };

    clock.begin();
    for (const step of STEPS) {
      let after = 0;
      for (;;) {
        signal?.throwIfAborted();
        const batch = plan.next(step, after, BATCH);
        const last = batch.at(-1);
        if (!last) break;
        await work(step, batch);
        after = last.id;
        done += batch.length;
        clock.tell(step, done, total);
        // SQLite answers at once, so nothing else would be let in: neither readers nor timers, nor what frees the memory of statements.
        await setImmediate();
      }
    }

    const summary: RunSummary = {
      ...{
        source: source.description,
        mode: write ? 'write' : 'dry-run',
        startedAt,
        endedAt: new Date().toISOString(),
      },
      ...{ counts, entries: report.counts(), filesKept: [...files.values()].filter((file) => 'id' in file).length },
    };
    staging.db.exec('CREATE TABLE summary (json TEXT NOT NULL); CREATE TABLE redirect (line TEXT NOT NULL)');
    staging.db.prepare('INSERT INTO summary (json) VALUES (?)').run(JSON.stringify(summary));
    const addLine = staging.db.prepare('INSERT INTO redirect (line) VALUES (?)');
    const addRedirect = (from: string, planned: Planned | null, to: string | null): void => {
      const target =
        planned && planned.hidden === null && planned.kind !== 'topic' && !failed.has(planned.importId)
          ? links.addressOf(planned)
          : to;
      const line = target === null ? '' : redirectLine({ from, to: target });
      if (line !== '') addLine.run(line);
    };
    for (const { path, importId } of plan.oldPaths()) addRedirect(path, plan.find(importId), null);
    const seen = new Set<string>();
    for (const { row } of staging.rowsOf('sys_redirect')) {
      const from = oldPathOf(textOf(row, 'source_path'));
      if (from === null || numberOf(row, 'disabled') === 1 || numberOf(row, 'is_regexp') === 1) continue;
      if (seen.has(from) || plan.atOldPath(from)) continue;
      const resolved = links.resolve(decodeTypolink(textOf(row, 'target')), site.defaultLocale, {
        files,
        places: new Map(),
      });
      seen.add(from);
      addRedirect(
        from,
        null,
        resolved.is === 'url'
          ? resolved.url
          : resolved.is === 'material'
            ? addressOfDocument(resolved.documentId)
            : null
      );
    }
    function addressOfDocument(documentId: string): string | null {
      const planned = plan.withDocument(documentId);
      return planned ? links.addressOf(planned) : null;
    }
    clock.tell('done', done, total);
    state = 'done';
    return summary;
  } catch (error) {
    if (signal?.aborted) state = 'stopped';
    throw error;
  } finally {
    if (isBegun) await rowsOf(strapi, `UPDATE ${TABLES.runs} SET state = ? WHERE id = ?`, [state, options.runId]);
    await fileadmin.close();
    staging.close();
  }
};

/** The nginx map of a finished run, piece by piece. */
export function* redirectMap(lines: Iterable<string>): Generator<string> {
  yield REDIRECT_MAP_HEAD;
  yield* lines;
  yield REDIRECT_MAP_TAIL;
}
