import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { QUIET_NPM } from '../../support/quiet-npm';

const run = promisify(execFile);

const ROOT = path.resolve(__dirname, '../../..');

/** A folder of somebody who uses the portal: nothing of this repository is in it but the packed client. */
export interface Project {
  readonly folder: string;
  /** Runs a program of Node's with the folder's own packages. Its output. */
  readonly node: (code: string, type?: 'module' | 'commonjs') => Promise<string>;
  readonly run: (program: string, ...args: readonly string[]) => Promise<string>;
  readonly remove: () => void;
}

let packed: Promise<string> | null = null;

/** The client as it would be published. */
const packClient = async (): Promise<string> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'inprint-packed-'));
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: path.join(ROOT, 'packages/client'),
  });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  return path.join(folder, filename);
};

/** Installs packages from the registry into a folder of their own, the packed client with them. */
export const install = async (...packages: readonly string[]): Promise<Project> => {
  packed ??= packClient();
  const folder = mkdtempSync(path.join(tmpdir(), 'inprint-client-'));
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  await run('npm', ['install', ...QUIET_NPM, await packed, ...packages], { cwd: folder });
  return {
    folder,
    async node(code, type = 'module') {
      const file = path.join(folder, `run-${Math.random().toString(36).slice(2)}.${type === 'module' ? 'mjs' : 'cjs'}`);
      writeFileSync(file, code);
      return (await run(process.execPath, [file], { cwd: folder })).stdout;
    },
    async run(program, ...args) {
      return (await run(program, args, { cwd: folder, maxBuffer: 32 * 1024 * 1024 })).stdout;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
