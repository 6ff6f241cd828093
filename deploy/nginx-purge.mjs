/**
 * Removes what is outdated from nginx's cache. The portal posts `{ "keys": [ … ] }` after each commit; each file of the cache begins with
 * the headers of its answer, which name their keys in `Surrogate-Key`. Run it as the user that nginx runs as:
 *
 *   CACHE_FOLDER=/var/cache/nginx/inprint PURGE_TOKEN=… node nginx-purge.mjs
 */
import { timingSafeEqual } from 'node:crypto';
import { open, readdir, unlink } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';

const { CACHE_FOLDER = '/var/cache/nginx/inprint', PURGE_TOKEN = '', PORT = '8081', HOST = '127.0.0.1' } = process.env;

/** nginx names an answer by a digest; what it is just writing has more to its name. */
const ANSWER = /^[0-9a-f]{32}$/;
/** Headers are in the beginning of a file, in bytes. */
const BEGINNING = 16 * 1024;
const MAX_BODY = 1024 * 1024;
const FILES_AT_ONCE = 32;

/** What is known of each file: another answer under the same name is another inode. */
const known = new Map();

const keysIn = (text) => new Set(/\r\nSurrogate-Key: ([^\r\n]*)\r\n/i.exec(text)?.[1]?.split(' ') ?? []);

/** Its keys; null where it is gone. */
const readKeys = async (file) => {
  let handle;
  try {
    handle = await open(file);
    const { ino, mtimeMs } = await handle.stat();
    const before = known.get(file);
    if (before?.ino === ino && before.mtimeMs === mtimeMs) return before.keys;
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(BEGINNING), 0, BEGINNING, 0);
    const keys = keysIn(buffer.toString('latin1', 0, bytesRead));
    known.set(file, { ino, mtimeMs, keys });
    return keys;
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  } finally {
    await handle?.close();
  }
};

const filesIn = async (folder) => {
  try {
    const entries = await readdir(folder, { withFileTypes: true, recursive: true });
    return entries
      .filter(({ name }) => ANSWER.test(name))
      .map(({ parentPath, path: at, name }) => path.join(parentPath ?? at, name));
  } catch (error) {
    if (error.code === 'ENOENT') return []; // nginx has kept nothing yet
    throw error;
  }
};

/** Removes the answers that have one of the keys; `*` is all of them. */
const purge = async (keys) => {
  const files = await filesIn(CACHE_FOLDER);
  const isAll = keys.includes('*');
  const look = async (file) => {
    const its = await readKeys(file);
    if (its === null || !(isAll || keys.some((key) => its.has(key)))) return;
    await unlink(file).catch(() => {}); // nginx was quicker
    known.delete(file);
  };
  for (let at = 0; at < files.length; at += FILES_AT_ONCE)
    await Promise.all(files.slice(at, at + FILES_AT_ONCE).map(look));
  const there = new Set(files);
  for (const file of known.keys()) if (!there.has(file)) known.delete(file);
};

const isAllowed = ({ headers }) => {
  const [given, wanted] = [headers.authorization ?? '', `Bearer ${PURGE_TOKEN}`].map((text) => Buffer.from(text));
  return PURGE_TOKEN === '' || (given.length === wanted.length && timingSafeEqual(given, wanted));
};

const bodyOf = async (request) => {
  let text = '';
  for await (const chunk of request) if ((text += chunk).length > MAX_BODY) throw new SyntaxError('too long');
  return JSON.parse(text);
};

const answer = async (request) => {
  if (!isAllowed(request)) return 401;
  if (request.method !== 'POST') return 405;
  try {
    const { keys } = await bodyOf(request);
    if (!Array.isArray(keys)) return 400;
    await purge(keys.map(String));
    return 204;
  } catch (error) {
    if (error instanceof SyntaxError) return 400;
    console.error(error);
    return 500; // the portal tries again
  }
};

createServer(async (request, response) => {
  const status = await answer(request);
  response.writeHead(status).end();
}).listen(Number(PORT), HOST);
