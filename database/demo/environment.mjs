import { randomInt } from 'node:crypto';
import { statSync } from 'node:fs';
import path from 'node:path';

import { Problem } from './problem.mjs';

/**
 * @typedef {{ client: 'sqlite', filename: string } | { client: 'postgres', url: URL }} Database
 * @typedef {{ email: string, isEmailAsked: boolean, password: string | null }} AdminWish the password is null if one is to be made up
 * @typedef {{ host: string, port: number, database: Database, admin: AdminWish }} Environment
 */

const DEFAULT_EMAIL = 'demo@example.org';
/** bcrypt reads 72 bytes; Strapi refuses more. */
const LONGEST_PASSWORD = 72;

/** @param {string} value @param {string[]} problems */
const readPort = (value, problems) => {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : NaN;
  if (!(port <= 65535)) problems.push(`PORT must be a number from 0 to 65535, not “${value}”. 0 takes any free port.`);
  return port;
};

/** @param {string} filename */
const isFolder = (filename) => statSync(filename, { throwIfNoEntry: false })?.isDirectory() === true;

/** @param {NodeJS.ProcessEnv} env @param {string} root @param {string[]} problems @returns {Database} */
const readDatabase = (env, root, problems) => {
  const client = env.DATABASE_CLIENT || 'sqlite';
  if (client === 'postgres') {
    const url = URL.canParse(env.DATABASE_URL ?? '') ? new URL(/** @type {string} */ (env.DATABASE_URL)) : null;
    if (url && /^postgres(ql)?:$/.test(url.protocol)) return { client, url };
    problems.push(
      `DATABASE_CLIENT=postgres needs DATABASE_URL, such as postgresql://user:password@127.0.0.1:5432/inprint; ${env.DATABASE_URL ? 'what is set is no such address' : 'it is not set'}.`
    );
  } else if (client !== 'sqlite') {
    problems.push(`DATABASE_CLIENT must be “sqlite” or “postgres”, not “${client}”.`);
  }
  const filename = path.resolve(root, env.DATABASE_FILENAME || '.tmp/data.db');
  if (client === 'sqlite' && isFolder(filename)) {
    problems.push(`DATABASE_FILENAME must name a file; ${filename} is a folder.`);
  }
  return { client: 'sqlite', filename };
};

/** What Strapi asks of a password, and what this one lacks. @param {string} password */
const weaknessesOf = (password) =>
  [
    [password.length >= 8, 'at least 8 characters'],
    [/[a-z]/.test(password), 'a lower-case letter'],
    [/[A-Z]/.test(password), 'an upper-case letter'],
    [/\d/.test(password), 'a digit'],
    [Buffer.byteLength(password) <= LONGEST_PASSWORD, `at most ${LONGEST_PASSWORD} bytes`],
  ].flatMap(([isMet, rule]) => (isMet ? [] : [rule]));

/** @param {NodeJS.ProcessEnv} env @param {string[]} problems @returns {AdminWish} */
const readAdmin = (env, problems) => {
  const email = (env.DEMO_ADMIN_EMAIL || DEFAULT_EMAIL).trim().toLowerCase();
  if (!/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email)) {
    problems.push(
      `DEMO_ADMIN_EMAIL must be an e-mail address such as ${DEFAULT_EMAIL}, not “${env.DEMO_ADMIN_EMAIL}”.`
    );
  }
  const password = env.DEMO_ADMIN_PASSWORD || null;
  const weaknesses = password === null ? [] : weaknessesOf(password);
  if (weaknesses.length > 0) {
    problems.push(
      `DEMO_ADMIN_PASSWORD is too weak for Strapi. It lacks: ${weaknesses.join(', ')}. Leave it out to get one made up.`
    );
  }
  return { email, isEmailAsked: Boolean(env.DEMO_ADMIN_EMAIL), password };
};

/**
 * Reads and checks what the demo is asked for, before anything is installed.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} root the project's folder
 * @returns {Environment}
 * @throws {Problem} with every value that is wrong
 */
export const readEnvironment = (env, root) => {
  /** @type {string[]} */
  const problems = [];
  const port = readPort(env.PORT || '1337', problems);
  const database = readDatabase(env, root, problems);
  const admin = readAdmin(env, problems);
  if (problems.length > 0) throw new Problem(problems);
  return { host: env.HOST || '127.0.0.1', port, database, admin };
};

/** A password that Strapi takes and people can type: four groups, no letters that look alike. */
export const makeUpPassword = () => {
  const groups = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789', 'abcdefghijkmnpqrstuvwxyz'];
  return groups
    .map((letters) => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join(''))
    .join('-');
};
