/* eslint-disable no-console -- a command speaks to its terminal */
/**
 * `npm run import:typo3 -- …`: brings an old TYPO3 portal along. Ends with 0 if all went well, with 1 if records failed, with 2 if it
 * could not run, and with 3 if it was stopped.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import type { Core } from '@strapi/strapi';
import Database from 'better-sqlite3';
import { Presets, SingleBar } from 'cli-progress';

import { accountLines } from '../domain/accounts-html';
import { MappingProblem, parseMapping } from '../domain/mapping';
import { escapeHtml, reportSummary } from '../domain/report-html';
import {
  OUTCOMES,
  REPORT_LANGUAGES,
  sentenceOf,
  type NewEntry,
  type ReportLanguage,
  type RunSummary,
} from '../domain/run-report';
import { readSiteConfig, type SeenSite } from '../domain/site-config';
import { htmlReport, jsonReport, writePieces } from '../server/src/report/files';
import { createRedirectStore } from '../server/src/report/redirect-store';
import { createReportStore } from '../server/src/report/store';
import type { ArticleOptions, ArticleResult } from '../server/src/run/article';
import type { Progress, RunOptions } from '../server/src/run/runner';
import { openSource } from '../server/src/sources/open';
import { SourceProblem } from '../server/src/sources/source';
import { suggestFor } from '../server/src/sources/suggest';
import { makeTemporaryFolder } from '../server/src/temporary-folder';

const HELP = `Brings an old TYPO3 portal along. Writes nothing unless --write is there.

  npm run import:typo3 -- --source WHERE --suggest-mapping FILE
  npm run import:typo3 -- --source WHERE --mapping FILE [options]
  npm run import:typo3 -- --article FILE [options]

  --source WHERE        a dump (.sql, .sql.gz), a folder of CSV or JSON files named after tables,
                        or mysql://user:password@host:3306/database
  --mapping FILE        YAML or JSON: which records are materials, and which columns hold what
  --suggest-mapping FILE  write a first draft of a mapping from what the source has, and end
  --site-config PATH    config/sites of TYPO3 9 and later, or one config.yaml of it: languages and hosts for the draft
  --fileadmin FOLDER    where files are taken from, and from nowhere else
  --dry-run             write nothing, only report (this is the default)
  --write               write
  --overwrite           also overwrite what an editor changed since the last import
  --apply-suggestions   replace sentences such as “vergriffen” by live calls to action, and set the stock status
  --redirects FILE      write a map of old addresses for nginx
  --report FILE         where the report goes, .html or .json; both by default: typo3-import.html and .json
  --summary FILE        what to take to the client: so many in, so many out, and why not the rest (.html)
  --language de|en|fr   of the report (default: de)

  --article FILE        one text or HTML file as a news article
  --locale CODE         the article's language
  --pdf FILE            the PDF of the publication that the article is about
  --database NAME       which database is meant, where a dump holds several
  --host HOST           a host that the article's broken links may lead to; may be repeated
  --help
`;

/** A command line that cannot be followed. */
class UsageProblem extends Error {}

const readArguments = () => {
  try {
    return parseArgs({
      strict: true,
      allowPositionals: false,
      options: {
        source: { type: 'string' },
        mapping: { type: 'string' },
        'suggest-mapping': { type: 'string' },
        'site-config': { type: 'string' },
        fileadmin: { type: 'string', default: '' },
        'dry-run': { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
        overwrite: { type: 'boolean', default: false },
        'apply-suggestions': { type: 'boolean', default: false },
        redirects: { type: 'string' },
        report: { type: 'string', multiple: true, default: ['typo3-import.html', 'typo3-import.json'] },
        summary: { type: 'string' },
        language: { type: 'string', default: 'de' },
        article: { type: 'string' },
        locale: { type: 'string' },
        pdf: { type: 'string' },
        host: { type: 'string', multiple: true, default: [] },
        database: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageProblem(error instanceof Error ? error.message : String(error));
  }
};

type Arguments = ReturnType<typeof readArguments>;
type Language = ReportLanguage;

const check = (values: Arguments): Language => {
  if (values['dry-run'] && values.write) throw new UsageProblem('--dry-run and --write exclude each other.');
  const language = REPORT_LANGUAGES.find((each) => each === values.language);
  if (!language) throw new UsageProblem(`--language must be one of ${REPORT_LANGUAGES.join(', ')}.`);
  const wrong = values.report.find((file) => !/\.(?:html|json)$/.test(file));
  if (wrong) throw new UsageProblem(`--report ${wrong}: the file must end in .html or .json.`);
  if (values.article) {
    if (values.source || values.mapping)
      throw new UsageProblem('--article stands alone, without --source and --mapping.');
  } else if (!values.source)
    throw new UsageProblem('--source is missing: the dump, folder or database of the old portal.');
  else if (!values.mapping && !values['suggest-mapping']) {
    throw new UsageProblem('--mapping is missing. --suggest-mapping FILE writes a first draft.');
  }
  return language;
};

interface Importer {
  run(options: RunOptions): Promise<RunSummary>;
  article(options: ArticleOptions): Promise<ArticleResult>;
}
interface LoadedStrapi {
  readonly importer: Importer;
  stop(): Promise<void>;
}

/** How long other plugins may still work on what was written, in ms. What is left they do at the next start. */
const LONGEST_SETTLING = 60_000;

/** Waits until nobody asks the database any more: a question that is cut off would end the process with an error. */
const settle = async (strapi: Core.Strapi): Promise<void> => {
  const { pool } = (
    strapi.db.connection as unknown as { client: { pool: { numUsed(): number; numPendingAcquires(): number } } }
  ).client;
  const until = Date.now() + LONGEST_SETTLING;
  for (let quiet = 0; quiet < 5 && Date.now() < until;) {
    await new Promise((resolve) => setTimeout(resolve, 40)); // there is no event for it
    quiet = pool.numUsed() + pool.numPendingAcquires() === 0 ? quiet + 1 : 0;
  }
  // What other plugins still asked the database is cut off with it, and they ask again at the next start. Anything else is a fault.
  process.on('unhandledRejection', (error) => {
    if (error instanceof Error && /aborted|acquire a connection|pool is (?:draining|destroyed)/i.test(error.message))
      return;
    console.error(error);
    process.exitCode = 2;
  });
};

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Strapi ends the process on a signal as if all had gone well. A command stops between two records, and says so: its own listeners
 * stay, Strapi's are taken off.
 */
const keepSignals = <Result>(work: () => Result): Result => {
  const own = SIGNALS.map((signal) => ({ signal, listeners: process.listeners(signal) }));
  const result = work();
  for (const { signal, listeners } of own) {
    for (const each of process.listeners(signal)) if (!listeners.includes(each)) process.off(signal, each);
  }
  return result;
};

/** Loads the built Strapi without listening; only warnings are logged. */
const loadStrapi = async (): Promise<LoadedStrapi> => {
  if (existsSync('.env')) process.loadEnvFile('.env');
  if (!existsSync(path.resolve('dist/src/index.js'))) throw new UsageProblem('Build the server first: npm run build');
  process.env.NODE_ENV = 'production';
  process.env.STRAPI_TELEMETRY_DISABLED ??= 'true';
  // Strapi's ES module build imports folders, which Node does not know; and who only asks for help need not wait for it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { createStrapi } = require('@strapi/strapi') as { createStrapi: (options: object) => Core.Strapi };
  const strapi = keepSignals(() =>
    createStrapi({ appDir: process.cwd(), distDir: path.resolve('dist'), autoReload: false })
  );
  strapi.log.level = process.env.LOG_LEVEL || 'warn';
  strapi.config.set('server.logger.startup.enabled', false);
  await strapi.load();
  return {
    importer: strapi.plugin('typo3-import').service('importer') as unknown as Importer,
    async stop() {
      await settle(strapi);
      await strapi.destroy();
    },
  };
};

const PHASES: Readonly<Record<Progress['phase'], string>> = {
  reading: 'Reading the source',
  planning: 'Planning',
  topic: 'Categories',
  'topic-translation': 'Categories, translated',
  material: 'Materials',
  'material-translation': 'Materials, translated',
  news: 'News',
  'news-translation': 'News, translated',
  redirects: 'Redirects',
  done: 'Done',
};

/** A bar on a terminal; elsewhere a line now and then. */
const createTelling = () => {
  if (!process.stderr.isTTY) {
    let last = '';
    return {
      tell({ phase, done, total }: Progress): void {
        if (phase === last) return;
        last = phase;
        console.error(total === null ? PHASES[phase] : `${PHASES[phase]}: ${done} of ${total}`);
      },
      end: (): void => {},
    };
  }
  const bar = new SingleBar(
    { format: '{phase} {bar} {value}/{total} {left}', stream: process.stderr, hideCursor: true },
    Presets.shades_classic
  );
  bar.start(1, 0, { phase: '', left: '' });
  return {
    tell({ phase, done, total, secondsLeft }: Progress): void {
      bar.setTotal(total ?? Math.max(done, 1));
      bar.update(done, { phase: PHASES[phase], left: secondsLeft === null ? '' : `about ${secondsLeft} s left` });
    },
    end(): void {
      bar.stop();
    },
  };
};

const tellSummary = (summary: RunSummary): void => {
  for (const [kind, words] of [
    ['topic', 'topics'],
    ['material', 'materials'],
    ['news', 'news'],
  ] as const) {
    const counted = OUTCOMES.flatMap((outcome) =>
      summary.counts[kind][outcome] > 0 ? [`${summary.counts[kind][outcome]} ${outcome}`] : []
    );
    console.log(`${words}: ${counted.join(', ') || 'none'}`);
  }
  for (const line of accountLines(summary.tables, summary.parts ?? [])) console.log(`  ${line}`);
  if (summary.mode === 'dry-run') console.log('A dry run: nothing was written. Use --write to import.');
};

/** The site configurations at a path: of one file, or of all that a folder such as `config/sites` holds. */
const sitesAt = async (where: string | undefined): Promise<SeenSite[]> => {
  if (!where) return [];
  const found = await stat(where).catch(() => null);
  if (!found) throw new UsageProblem(`--site-config: there is no file or folder ${where}.`);
  const files = found.isDirectory()
    ? (await readdir(where, { recursive: true })).filter((name) => /^config\.ya?ml$/.test(path.basename(name)))
    : [''];
  const texts = await Promise.all(files.map((name) => readFile(path.join(where, name), 'utf8')));
  const sites = texts.map(readSiteConfig).filter((site) => site !== null);
  if (sites.length === 0) throw new UsageProblem(`--site-config: ${where} holds no site configuration with languages.`);
  return sites;
};

const suggest = async (values: Arguments, file: string): Promise<void> => {
  const { source: where = '', database, 'site-config': siteConfig } = values;
  if (existsSync(file)) throw new UsageProblem(`${file} is there already, and is not overwritten.`);
  const source = await openSource(where, { database });
  try {
    await writeFile(file, await suggestFor(source, await sitesAt(siteConfig)), { flag: 'wx' });
  } finally {
    await source.close();
  }
  console.log(`A first draft is in ${file}. Look it over, then: --mapping ${file}`);
};

const writeResults = async (
  values: Arguments,
  language: Language,
  stagingFile: string,
  summary: RunSummary
): Promise<void> => {
  const db = new Database(stagingFile, { fileMustExist: true });
  try {
    const store = createReportStore(db);
    for (const file of values.report) {
      await writePieces(
        file,
        file.endsWith('.html') ? htmlReport(summary, store, language) : jsonReport(summary, store)
      );
      console.log(`Report: ${file}`);
    }
    if (values.summary) {
      await writePieces(values.summary, [reportSummary(summary, language)]);
      console.log(`Summary: ${values.summary}`);
    }
    if (values.redirects) {
      for (const [host, pieces] of createRedirectStore(db).maps()) {
        const { dir, name, ext } = path.parse(values.redirects);
        const file =
          host === '' ? values.redirects : path.join(dir, `${name}.${host.replaceAll(/[^a-z0-9.-]/g, '_')}${ext}`);
        await writePieces(file, pieces);
        console.log(`Redirects: ${file}`);
      }
    }
  } finally {
    db.close();
  }
};

const runSource = async (values: Arguments, language: Language, signal: AbortSignal): Promise<number> => {
  const { fileadmin, source: where = '', mapping: mappingFile = '' } = values;
  const text = await readFile(mappingFile, 'utf8').catch((error: unknown) => {
    throw new UsageProblem(
      `The mapping ${mappingFile} cannot be read: ${error instanceof Error ? error.message : String(error)}`
    );
  });
  const mapping = parseMapping(text);
  if (fileadmin !== '' && !(await stat(fileadmin).catch(() => null))?.isDirectory())
    throw new UsageProblem(`--fileadmin: ${fileadmin} is no folder.`);
  const source = await openSource(where, { database: values.database ?? mapping.database });
  const folder = makeTemporaryFolder();
  const stagingFile = path.join(folder, 'staging.db');
  const telling = createTelling();
  try {
    const strapi = await loadStrapi();
    let summary: RunSummary;
    try {
      summary = await strapi.importer.run({
        ...{ runId: randomUUID(), source, mapping, fileadmin, stagingFile, signal, onProgress: telling.tell },
        ...{ write: values.write, overwrite: values.overwrite, applySuggestions: values['apply-suggestions'] },
      });
      telling.end();
      await writeResults(values, language, stagingFile, summary);
    } finally {
      telling.end();
      await strapi.stop();
    }
    tellSummary(summary);
    return Object.values(summary.counts).some(({ failed }) => failed > 0) ? 1 : 0;
  } finally {
    await source.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

const pageOf = ({ title, outcome }: ArticleResult, entries: readonly NewEntry[], language: Language): string =>
  `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${escapeHtml(title)}</title><h1>${escapeHtml(title)}</h1><p>${outcome}</p><ol>
${entries.map((entry) => `<li>${escapeHtml(sentenceOf(entry, language))}<br><code>${escapeHtml(entry.before)}</code> → <code>${escapeHtml(entry.after)}</code></li>`).join('\n')}
</ol></html>\n`;

const runArticle = async (values: Arguments, language: Language): Promise<number> => {
  const strapi = await loadStrapi();
  try {
    const { locale, pdf } = values;
    const result = await strapi.importer.article({
      ...{ file: values.article ?? '', hosts: values.host, write: values.write, overwrite: values.overwrite },
      ...{ applySuggestions: values['apply-suggestions'], ...(locale ? { locale } : {}), ...(pdf ? { pdf } : {}) },
    });
    for (const entry of result.entries) {
      console.log(
        `- ${sentenceOf(entry, language)}${entry.before ? `\n    ${entry.before}` : ''}${entry.after ? `\n    → ${entry.after}` : ''}`
      );
    }
    for (const file of values.report) {
      await writeFile(
        file,
        file.endsWith('.html') ? pageOf(result, result.entries, language) : `${JSON.stringify(result, null, 2)}\n`
      );
    }
    console.log(`${result.title}: ${result.outcome}${values.write ? '' : ' (a dry run: nothing was written)'}`);
    if (result.material) console.log(`Material: ${result.material.title}${result.material.isNew ? ' (new)' : ''}`);
    return 0;
  } finally {
    await strapi.stop();
  }
};

const main = async (): Promise<number> => {
  const values = readArguments();
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const language = check(values);
  if (values['suggest-mapping']) {
    await suggest(values, values['suggest-mapping']);
    return 0;
  }
  const abort = new AbortController();
  // Not `once`: libraries that clean up on a signal send it again where nobody listens any more.
  for (const signal of SIGNALS) process.on(signal, () => abort.abort());
  try {
    return values.article ? await runArticle(values, language) : await runSource(values, language, abort.signal);
  } catch (error) {
    if (!abort.signal.aborted) throw error;
    console.error('Stopped. What was written stays; the same command goes on from there.');
    return 3;
  }
};

const KNOWN = [UsageProblem, SourceProblem, MappingProblem];

main()
  .then((code) => process.exit(process.exitCode ?? code))
  .catch((error: unknown) => {
    const isKnown =
      KNOWN.some((kind) => error instanceof kind) || (error instanceof Error && error.name === 'RunProblem');
    console.error(
      isKnown || process.env.LOG_LEVEL !== 'debug' ? (error instanceof Error ? error.message : error) : error
    );
    if (error instanceof UsageProblem) console.error('\n--help says what there is.');
    process.exit(2);
  });
