import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';

import Database from 'better-sqlite3';

import { foundIn, type Found } from '../../../domain/found';
import { parseMapping } from '../../../domain/mapping';
import { Problem, PROBLEMS, type Words } from '../../../domain/problems';
import { reportSummary } from '../../../domain/report-html';
import type { ReportEntry, ReportLanguage, RunSummary } from '../../../domain/run-report';
import { htmlReport, jsonReport } from '../report/files';
import { readSiteConfig } from '../../../domain/site-config';
import { suggestMapping } from '../../../domain/suggest-mapping';
import { createReportStore, type ReportFilter, type ReportStore } from '../report/store';
import { importArticle } from '../run/article';
import { runImport, RunProblem, type Progress } from '../run/runner';
import { applyReported, type Applied } from '../run/suggestions';
import { openSource } from '../sources/open';
import { SourceProblem } from '../sources/source';
import { lookAt } from '../sources/suggest';
import { configOf, type Strapi } from '../strapi';
import { isAlive } from '../temporary-folder';

export interface UploadedSource {
  readonly id: string;
  readonly name: string;
  readonly sizeInBytes: number;
  /** The first draft of a mapping, as YAML. */
  readonly mapping: string;
  /** What is in it. Uploads of earlier versions do not say. */
  readonly found?: Found;
}

export interface StartOptions {
  readonly source: string;
  readonly mapping: string;
  readonly mode: 'dry-run' | 'write';
  readonly overwrite: boolean;
  readonly applySuggestions: boolean;
}

export type RunState = 'running' | 'done' | 'failed' | 'stopped' | 'interrupted';

/** What the page knows of a run. */
export interface RunInfo {
  readonly id: string;
  readonly source: string;
  readonly sourceName: string;
  readonly mode: 'dry-run' | 'write';
  readonly state: RunState;
  readonly startedAt: string;
  readonly progress: Progress | null;
  readonly summary: RunSummary | null;
  /** Why it failed, in each language of the admin; runs of earlier versions say it in English alone. */
  readonly error: Words | string | null;
}

export interface ReportPage {
  readonly entries: readonly ReportEntry[];
  readonly counts: Readonly<Record<string, number>>;
  /** Lines by reason, of the kind that was asked for. */
  readonly reasons: Readonly<Record<string, number>>;
  readonly total: number;
}

interface Stored extends Omit<RunInfo, 'progress'> {
  readonly importSource: string;
  /** The process that runs it, `host pid`; runs of earlier versions do not say. */
  readonly owner?: string;
}

interface Running {
  readonly id: string;
  progress: Progress | null;
  readonly abort: AbortController;
  work: Promise<void>;
}

const ID = /^[0-9a-f-]{36}$/;

/** A run that wrote nothing for so long is over. */
const SILENCE_MS = 120_000;

const wordsOf = (strapi: Strapi, error: unknown): Words => {
  if (error instanceof Problem) return error.words;
  strapi.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return PROBLEMS.unexpected;
};

/** Imports from the admin: each has a folder of its own with its source, its staged tables and its report. */
export const createImports = (strapi: Strapi) => {
  const root = (): string => path.resolve(strapi.dirs.app.root, configOf(strapi).workspace);
  const folderOf = (kind: 'sources' | 'runs', id: string): string | null =>
    ID.test(id) ? path.join(root(), kind, id) : null;
  let running: Running | null = null;

  const readJson = async <Content>(file: string): Promise<Content | null> =>
    existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Content) : null;

  const readRun = async (id: string): Promise<Stored | null> => {
    const folder = folderOf('runs', id);
    return folder ? readJson<Stored>(path.join(folder, 'run.json')) : null;
  };
  const writeRun = async (run: Stored): Promise<void> => {
    const folder = folderOf('runs', run.id) ?? '';
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'run.json.new'), JSON.stringify(run));
    await rename(path.join(folder, 'run.json.new'), path.join(folder, 'run.json'));
  };

  /** @param before what ran when the file was asked for: a run may have ended since, and the file of before says that it runs */
  const infoOf = ({ importSource: _source, owner: _owner, ...run }: Stored, before: Running | null): RunInfo => ({
    ...run,
    // The process that wrote it is gone.
    state: run.state === 'running' && running?.id !== run.id && before?.id !== run.id ? 'interrupted' : run.state,
    progress: running?.id === run.id ? running.progress : null,
  });

  const withReport = async <Result>(
    id: string,
    use: (store: ReportStore, db: Database.Database) => Result | Promise<Result>
  ): Promise<Result | null> => {
    const run = await readRun(id);
    const file = path.join(folderOf('runs', id) ?? '', 'staging.db');
    if (!run || run.state !== 'done' || !existsSync(file)) return null;
    const db = new Database(file, { fileMustExist: true });
    try {
      return await use(createReportStore(db), db);
    } finally {
      db.close();
    }
  };

  return {
    /** Takes a dump into the workspace, and drafts a mapping for it. @throws {SourceProblem} if it cannot be read */
    async addSource(name: string, filepath: string): Promise<UploadedSource> {
      const id = randomUUID();
      const folder = folderOf('sources', id) ?? '';
      await mkdir(folder, { recursive: true });
      const file = path.join(folder, 'dump');
      try {
        await copyFile(filepath, file);
        const source = await openSource(file);
        const portal = await lookAt(source).finally(() => source.close());
        const uploaded: UploadedSource = {
          ...{ id, name: path.basename(name).slice(0, 200), sizeInBytes: (await stat(file)).size },
          ...{ mapping: suggestMapping(portal), found: foundIn(portal) },
        };
        await writeFile(path.join(folder, 'source.json'), JSON.stringify(uploaded));
        return uploaded;
      } catch (error) {
        await rm(folder, { recursive: true, force: true });
        throw error;
      }
    },

    /**
     * Drafts the mapping of an upload anew with what site configurations say: from TYPO3 9 on, languages stand in no table.
     *
     * @returns null if there is no such source
     * @throws {SourceProblem} if a file is no site configuration
     */
    async addSites(
      id: string,
      files: readonly { readonly name: string; readonly filepath: string }[]
    ): Promise<UploadedSource | null> {
      const folder = folderOf('sources', id);
      const uploaded = folder ? await readJson<UploadedSource>(path.join(folder, 'source.json')) : null;
      if (!folder || !uploaded) return null;
      const sites = await Promise.all(
        files.map(async ({ name, filepath }) => {
          const site = readSiteConfig(await readFile(filepath, 'utf8'));
          if (site === null) throw new SourceProblem('no-site-config', { file: path.basename(name) });
          return site;
        })
      );
      const source = await openSource(path.join(folder, 'dump'));
      const portal = await lookAt(source, sites).finally(() => source.close());
      const drafted: UploadedSource = { ...uploaded, mapping: suggestMapping(portal), found: foundIn(portal) };
      await writeFile(path.join(folder, 'source.json'), JSON.stringify(drafted));
      return drafted;
    },

    async sources(): Promise<UploadedSource[]> {
      const folder = path.join(root(), 'sources');
      if (!existsSync(folder)) return [];
      const all = await Promise.all(
        (await readdir(folder)).map((id) => readJson<UploadedSource>(path.join(folder, id, 'source.json')))
      );
      return all.filter((source) => source !== null);
    },

    async removeSource(id: string): Promise<boolean> {
      const folder = folderOf('sources', id);
      if (!folder || !existsSync(folder)) return false;
      await rm(folder, { recursive: true, force: true });
      return true;
    },

    /**
     * Begins a run and answers at once.
     *
     * @returns null if there is no such source
     * @throws {MappingProblem} {RunProblem} if it cannot begin
     */
    async start({
      source: sourceId,
      mapping: text,
      mode,
      overwrite,
      applySuggestions,
    }: StartOptions): Promise<RunInfo | null> {
      const folder = folderOf('sources', sourceId);
      const uploaded = folder ? await readJson<UploadedSource>(path.join(folder, 'source.json')) : null;
      if (!folder || !uploaded) return null;
      const mapping = parseMapping(text);
      if (running) throw new RunProblem('running-already');
      const id = randomUUID();
      const runFolder = folderOf('runs', id) ?? '';
      const stored: Stored = {
        ...{
          id,
          source: sourceId,
          sourceName: uploaded.name,
          mode,
          state: 'running',
          startedAt: new Date().toISOString(),
        },
        ...{ summary: null, error: null, importSource: mapping.source, owner: `${hostname()} ${process.pid}` },
      };
      const abort = new AbortController();
      const run = async (): Promise<void> => {
        const source = await openSource(path.join(folder, 'dump'), { database: mapping.database });
        try {
          const summary = await runImport(strapi, {
            ...{
              runId: id,
              source,
              mapping,
              fileadmin: configOf(strapi).fileadmin,
              stagingFile: path.join(runFolder, 'staging.db'),
            },
            ...{ write: mode === 'write', overwrite, applySuggestions, signal: abort.signal },
            onProgress: (progress) => {
              if (running?.id === id) running.progress = progress;
            },
          });
          await writeRun({ ...stored, state: 'done', summary });
        } finally {
          await source.close();
        }
      };
      await this.sweep();
      const begun: Running = { id, progress: null, abort, work: Promise.resolve() };
      running = begun;
      await writeRun(stored);
      begun.work = run()
        .catch((error: unknown) =>
          writeRun({
            ...stored,
            state: abort.signal.aborted ? 'stopped' : 'failed',
            error: abort.signal.aborted ? null : wordsOf(strapi, error),
          })
        )
        .catch((error: unknown) => {
          strapi.log.error(`typo3-import: ${String(error)}`);
        })
        .finally(() => {
          running = null;
        });
      return infoOf(stored, begun);
    },

    /** Removes what runs had staged whose process was killed: the old portal's tables are not for keeping. */
    async sweep(): Promise<void> {
      const folder = path.join(root(), 'runs');
      for (const id of existsSync(folder) ? await readdir(folder) : []) {
        const run = await readRun(id);
        const file = path.join(folder, id, 'staging.db');
        if (run?.state !== 'running' || running?.id === id || !existsSync(file)) continue;
        const [host, pid] = (run.owner ?? '').split(' ');
        // Another server may be at it: then the file has just been written.
        const isGone =
          host === hostname() ? !isAlive(Number(pid)) : Date.now() - (await stat(file)).mtimeMs > SILENCE_MS;
        if (isGone) await rm(file, { force: true });
      }
    },

    async runs(): Promise<RunInfo[]> {
      const folder = path.join(root(), 'runs');
      if (!existsSync(folder)) return [];
      const before = running;
      const all = await Promise.all((await readdir(folder)).map((id) => readRun(id)));
      return all
        .filter((run) => run !== null)
        .sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
        .map((run) => infoOf(run, before));
    },

    async run(id: string): Promise<RunInfo | null> {
      const before = running;
      const run = await readRun(id);
      return run ? infoOf(run, before) : null;
    },

    /** Stops a run between two records. What was written stays, and the next run goes on from there. */
    stop(id: string): boolean {
      if (running?.id !== id) return false;
      running.abort.abort();
      return true;
    },

    /** Waits until nothing runs any more: for the server's end. */
    async settle(): Promise<void> {
      running?.abort.abort();
      await running?.work;
    },

    report: (id: string, wanted: ReportFilter, page: number, pageSize: number): Promise<ReportPage | null> =>
      withReport(id, (store) => ({
        entries: store.page(wanted, (page - 1) * pageSize, pageSize),
        ...{ counts: store.counts(), reasons: store.reasons(wanted.kind ?? null), total: store.total(wanted) },
      })),

    /** The whole report as a file, or what is to be taken to the client. */
    download: (id: string, format: 'html' | 'json' | 'summary', language: ReportLanguage): Promise<string | null> =>
      withReport(id, async (store) => {
        const summary = (await readRun(id))?.summary;
        if (!summary) return '';
        if (format === 'summary') return reportSummary(summary, language);
        return [...(format === 'html' ? htmlReport(summary, store, language) : jsonReport(summary, store))].join('');
      }),

    async applySuggestion(id: string, entryId: number): Promise<Applied | 'dry-run'> {
      const run = await readRun(id);
      const file = path.join(folderOf('runs', id) ?? '', 'staging.db');
      if (!run || run.state !== 'done' || !existsSync(file)) return 'unknown';
      return run.mode === 'write' ? applyReported(strapi, file, run.importSource, entryId) : 'dry-run';
    },

    /** One text or HTML file as a news article. */
    article: (file: string, options: { name?: string; locale?: string; write: boolean; applySuggestions: boolean }) =>
      importArticle(strapi, { file, hosts: [], overwrite: false, ...options }),
  };
};
