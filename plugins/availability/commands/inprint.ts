#!/usr/bin/env node
/* eslint-disable no-console -- a command speaks to its terminal */
/**
 * `npx inprint`: the commands of the bundle, in one. `check` and `uninstall` are of the bundle as a whole; the others are of the plugin that brings
 * them, and run where that is installed.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

import { moveToPostgres } from '@inprint/kit/move/index';
import { CommandProblem, runCommand, withDatabase, withSite } from '@inprint/kit/command-line';
import { readinessProblems } from '@inprint/kit/readiness';
import { findFootprint, removeFootprint, type Footprint } from '@inprint/kit/uninstall';

/** Which plugin brings a command, and its file there. */
const OF_PLUGINS: Readonly<Record<string, { readonly plugin: string; readonly file: string }>> = {
  'ledger:verify': { plugin: 'ordering', file: 'ledger-verify.js' },
  'xliff:export': { plugin: 'translation-desk', file: 'xliff-export.js' },
  'xliff:import': { plugin: 'translation-desk', file: 'xliff-import.js' },
  'import:typo3': { plugin: 'typo3-import', file: 'import-typo3.js' },
};

const USAGE = `npx inprint COMMAND

  check              is everything set up, and does the database keep what is promised?
  uninstall [--yes]  says what of Inprint is in the database; with --yes it is dropped
  move:postgres FILE everything that a SQLite database holds, into an empty PostgreSQL database
  ledger:verify      is every quantity the sum of its ledger lines?
  xliff:export       texts for translators
  xliff:import       texts from translators
  import:typo3       an old TYPO3 portal

Each says more with --help. Run it where the application's package.json lies.`;

const say = ({ triggers, functions, indexes, tables }: Footprint, verb: string): void => {
  const list = (what: string, names: readonly string[]): void => {
    if (names.length > 0) console.log(`${what} (${names.length})\n  ${names.join('\n  ')}`);
  };
  console.log(verb);
  list(
    'Triggers',
    triggers.map(({ name, table }) => `${name} on ${table}`)
  );
  list('Functions', functions);
  list('Indexes', indexes);
  list('Tables, with all that is in them', tables);
};

const isEmpty = (footprint: Footprint): boolean => Object.values(footprint).every((names) => names.length === 0);

const uninstall = (args: readonly string[]): Promise<void> =>
  withDatabase(async (strapi) => {
    if (args.some((arg) => arg !== '--yes')) throw new CommandProblem('uninstall knows only --yes.');
    const found = await findFootprint(strapi);
    if (isEmpty(found)) return console.log('There is nothing of Inprint in this database.');
    if (args.length === 0) {
      say(found, 'This would be dropped, for good:');
      return console.log('\nNothing was dropped. Stop the server, make a backup, and say: npx inprint uninstall --yes');
    }
    say(await removeFootprint(strapi), 'Dropped:');
    console.log(
      '\nNow take the plugins out of config/plugins and package.json, before the server is started again. Content types of your own are left as they are.'
    );
  });

/** The ledger has the last word: it is checked on the new database as the triggers there left it. */
const move = async (args: readonly string[]): Promise<void> => {
  const [file] = args;
  if (file === undefined || args.length > 1 || file.startsWith('-')) {
    throw new CommandProblem(
      'npx inprint move:postgres .tmp/data.db, with DATABASE_CLIENT=postgres and DATABASE_URL of an empty database. Stop the server first.'
    );
  }
  const moved = await moveToPostgres(file);
  for (const [table, rows] of moved) if (rows > 0) console.log(`${String(rows).padStart(9)}  ${table}`);
  console.log('Every table has as many rows as before, and the sums of copies are the same.');
  if (moved.has('ordering_ledger')) delegate('ledger:verify', []);
};

/** Starts the site without listening, as a server would: what a start mends is mended. Ends with 1 where something is wrong. */
const check = (args: readonly string[]): Promise<void> =>
  withSite(async (strapi) => {
    if (args.length > 0) throw new CommandProblem('check knows no options.');
    const setup = strapi.plugin('availability')?.service('setup') as { readonly problems: () => string } | undefined;
    if (!setup)
      throw new CommandProblem('The plugin “availability” is switched off in config/plugins: nothing was checked.');
    const missing = setup.problems();
    const unready = Object.entries(await readinessProblems(strapi));
    if (missing !== '') console.log(`Not set up, in config/plugins under availability.config:\n${missing}`);
    for (const [name, problems] of unready) console.log(`Not ready, ${name}:\n  - ${problems.join('\n  - ')}`);
    if (missing === '' && unready.length === 0)
      return console.log('Everything is set up, and the database keeps what is promised.');
    process.exitCode = 1;
  });

/** Runs a plugin's own command, with what was said after its name. */
const delegate = (name: string, args: readonly string[]): void => {
  const { plugin, file } = OF_PLUGINS[name] ?? { plugin: '', file: '' };
  const found = createRequire(path.resolve('package.json'));
  let manifest: string;
  try {
    manifest = found.resolve(`@inprint/strapi-plugin-${plugin}/package.json`);
  } catch (cause) {
    throw new CommandProblem(`${name} is of the plugin “${plugin}”, which is not installed here.`, { cause });
  }
  const { status } = spawnSync(process.execPath, [path.join(path.dirname(manifest), 'dist/commands', file), ...args], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 2;
};

runCommand(async () => {
  const [name = '--help', ...args] = process.argv.slice(2);
  if (name === '--help' || name === '-h') return console.log(USAGE);
  if (name === 'check') return check(args);
  if (name === 'uninstall') return uninstall(args);
  if (name === 'move:postgres') return move(args);
  if (name in OF_PLUGINS) return delegate(name, args);
  throw new CommandProblem(`There is no command “${name}”.\n\n${USAGE}`);
});
