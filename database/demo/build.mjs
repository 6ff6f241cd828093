import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const NOT_SOURCES = new Set(['node_modules', 'dist', 'build', 'coverage', '.cache']);
const APP_SOURCES = ['config', 'src', 'tsconfig.json', 'package-lock.json'];
/** What Strapi starts with: the compiled server, and the admin, which is written last. */
const APP_OUTPUTS = ['dist/src/index.js', 'dist/config/server.js', 'dist/build/index.html'];

/** @param {string} place @returns {number} ms since 1970; 0 if there is nothing */
const modifiedAt = (place) => statSync(place, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** The latest change in a file or folder. Folders count too: deleting a file changes its folder. @param {string} place @returns {number} */
const newestIn = (place) => {
  const stats = statSync(place, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  const entries = readdirSync(place, { withFileTypes: true }).filter(({ name }) => !NOT_SOURCES.has(name));
  // A plugin's own folder changes with its dist/.
  const own = entries.some(({ name }) => name === 'package.json') ? 0 : stats.mtimeMs;
  return Math.max(own, ...entries.map(({ name }) => newestIn(path.join(place, name))));
};

/** @param {string} root */
const pluginFolders = (root) =>
  readdirSync(path.join(root, 'plugins'), { withFileTypes: true })
    .map(({ name }) => path.join(root, 'plugins', name))
    .filter((folder) => existsSync(path.join(folder, 'package.json')));

/** What a plugin's package.json exports, as files. @param {string} folder */
const outputsOf = (folder) => {
  const { exports = {} } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return Object.values(exports)
    .flatMap((entry) => (typeof entry === 'string' ? entry : (entry.require ?? entry.default ?? [])))
    .filter((file) => file.startsWith('./dist/'))
    .map((file) => path.join(folder, file));
};

/** @param {string} folder */
const isPluginFresh = (folder) => {
  const changed = newestIn(folder);
  return outputsOf(folder).every((file) => modifiedAt(file) >= changed);
};

/**
 * Is the build there, and no source newer than it?
 *
 * @param {string} root
 */
export const isBuilt = (root) => {
  const plugins = pluginFolders(root);
  if (!plugins.every(isPluginFresh)) return false;
  const outputs = APP_OUTPUTS.map((file) => path.join(root, file));
  if (!outputs.every((file) => existsSync(file))) return false;
  const changed = Math.max(...[...APP_SOURCES.map((name) => path.join(root, name)), ...plugins].map(newestIn));
  return modifiedAt(path.join(root, 'dist/build/index.html')) >= changed;
};
