import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, peer?: boolean, link?: boolean }>} Packages */

/** @param {string} file @returns {Packages} */
const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** The packages of a lock file that must be there: not those for other platforms, nor peers that may be left out. @param {Packages} locked */
const requiredOf = (locked) =>
  Object.entries(locked).filter(
    ([name, { optional, devOptional, peer }]) => name.includes('node_modules/') && !optional && !devOptional && !peer
  );

/**
 * Do the versions match? Asked where the lock file is newer than what is installed: a checkout or a merge touches it without
 * changing anything.
 *
 * @param {Packages} locked @param {Packages} installed
 */
const isSame = (locked, installed) =>
  requiredOf(locked).every(
    ([name, { version, integrity }]) => installed[name]?.version === version && installed[name]?.integrity === integrity
  );

/**
 * Is everything installed that the lock file asks for? npm writes its own list into node_modules when it is done, so a killed
 * installation is found too; a folder that was deleted since is found by looking.
 *
 * @param {string} root
 */
export const isInstalled = (root) => {
  const list = path.join(root, 'node_modules/.package-lock.json');
  const lock = path.join(root, 'package-lock.json');
  if (!existsSync(list)) return false;
  const locked = packagesOf(lock);
  if (!requiredOf(locked).every(([name]) => existsSync(path.join(root, name, 'package.json')))) return false;
  return statSync(list).mtimeMs >= statSync(lock).mtimeMs || isSame(locked, packagesOf(list));
};
