import { spawn } from 'node:child_process';

import { Problem } from './problem.mjs';

const onWindows = process.platform === 'win32';
/** How much is shown of what a failed command said: npm gives its reason first, builders last. */
const SHOWN_LINES = 25;

/** @param {string} text */
const excerpt = (text) => {
  const lines = text.trimEnd().split('\n');
  return lines.length <= 2 * SHOWN_LINES ? lines : [...lines.slice(0, SHOWN_LINES), '…', ...lines.slice(-SHOWN_LINES)];
};

/** npm itself, as this process was started by it; else the one on the path. */
const npm = () => {
  const script = process.env.npm_execpath;
  return script && /\.c?js$/.test(script)
    ? { file: process.execPath, before: [script], shell: false }
    : { file: 'npm', before: [], shell: onWindows };
};

/**
 * Runs npm without its noise; what it said is shown if it fails. When the signal comes, it is stopped with all it started.
 *
 * @param {readonly string[]} args
 * @param {{ cwd: string, signal: AbortSignal, env?: NodeJS.ProcessEnv }} options
 * @throws {Problem} if it ends with an error
 */
export const runNpm = (args, { cwd, signal, env = process.env }) =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const { file, before, shell } = npm();
    // A process group of its own, so that all of it can be stopped.
    const child = spawn(file, [...before, ...args], {
      cwd,
      env,
      shell,
      detached: !onWindows,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    /** @type {string[]} */
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(String(chunk)));

    const stop = () => {
      if (child.pid === undefined) return;
      try {
        if (onWindows) child.kill();
        else process.kill(-child.pid, 'SIGTERM');
      } catch (error) {
        if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error; // it has ended already
      }
    };
    signal.addEventListener('abort', stop, { once: true });
    child.once('error', (cause) => reject(new Problem(`npm could not be started: ${cause.message}`, { cause })));
    child.once('close', (code) => {
      signal.removeEventListener('abort', stop);
      if (signal.aborted) reject(signal.reason);
      else if (code === 0) resolve(undefined);
      else {
        reject(
          new Problem([`“npm ${args.join(' ')}” failed (exit code ${code}). It said:`, '', ...excerpt(said.join(''))])
        );
      }
    });
  });
