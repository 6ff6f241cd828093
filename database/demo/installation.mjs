import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, peer?: boolean, link?: boolean }>} Packages */

/** @param {string} file @returns {Packages} */
const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/**
 * Does what is installed match the lock file? Looked at package by package where the lock file is newer: a checkout or a merge
 * touches it without changing anything.
 *
 * @param {Packages} locked @param {Packages} installed
 */
const isSame = (locked, installed) =>
  Object.entries(locked).every(([name, wanted]) => {
    if (name === '' || !name.includes('node_modules/')) return true; // the project and its workspaces
    const found = installed[name];
    // Optional packages are for other platforms, peers may be left out.
    if (!found) return Boolean(wanted.optional || wanted.devOptional || wanted.peer);
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });

/**
 * Is everything installed that the lock file asks for? npm writes its own list into node_modules when it is done, so a killed
 * installation is found too.
 *
 * @param {string} root
 */
export const isInstalled = (root) => {
  const list = path.join(root, 'node_modules/.package-lock.json');
  const lock = path.join(root, 'package-lock.json');
  if (!existsSync(list)) return false;
  if (statSync(list).mtimeMs >= statSync(lock).mtimeMs) return true;
  return isSame(packagesOf(lock), packagesOf(list));
};
